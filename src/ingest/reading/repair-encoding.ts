// Windows-1252 as the web has it: the bytes that it leaves undefined stand for the control characters of the same number. Node 20
// decodes it as Latin-1 unless told that more will follow.
const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const characters = new TextDecoder('windows-1252').decode(bytes, { stream: true });
const utf8 = new TextDecoder('utf-8', { fatal: true });

// What the bytes of one character of UTF-8 look like when they are taken for characters.
const range = (from: number, to: number) => `[${characters.slice(from, to + 1)}]`;
const rest = range(0x80, 0xbf);
const sequence = new RegExp(
  `${range(0xc2, 0xdf)}${rest}|${range(0xe0, 0xef)}${rest}{2}|${range(0xf0, 0xf4)}${rest}{3}`,
  'g',
);

/**
 * A text whose UTF-8 bytes were taken for Windows-1252, once or several times, as it was before: `JÃ¤nschwalde` is Jänschwalde.
 * What was cut within a character cannot be made whole and stays.
 */
export function repairEncoding(text: string): string {
  const repaired = text.replace(sequence, decoded);
  return repaired === text ? text : repairEncoding(repaired);
}

function decoded(taken: string): string {
  try {
    return utf8.decode(Uint8Array.from(taken, (character) => characters.indexOf(character)));
  } catch {
    return taken;
  }
}
