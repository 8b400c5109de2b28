// Windows-1252 as the web has it: the bytes that it leaves undefined stand for the control characters of the same number. Node 20
// decodes it as Latin-1 unless told that more will follow.
const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const characters = new TextDecoder('windows-1252').decode(bytes, { stream: true });
const byteOf = new Map([...characters].map((character, byte) => [character, byte] as const));
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A text whose UTF-8 bytes were taken for Windows-1252, once or several times, as it was before: `JÃ¤nschwalde` is Jänschwalde.
 * What was cut within a character cannot be made whole and stays.
 */
export function repairEncoding(text: string): string {
  const characters = [...text];
  let repaired = '';
  for (let at = 0; at < characters.length;) {
    const length = sequenceAt(characters, at);
    repaired += length === 1 ? characters[at] : decoded(characters.slice(at, at + length));
    at += length;
  }
  return repaired === text ? text : repairEncoding(repaired);
}

/** How many characters from here on are the bytes of one character of UTF-8: 1 when they are none. */
function sequenceAt(characters: readonly string[], at: number): number {
  const first = byteOf.get(characters[at] ?? '') ?? 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
  const rest = characters.slice(at + 1, at + length).map((character) => byteOf.get(character) ?? 0);
  return rest.length === length - 1 && rest.every((byte) => byte >= 0x80 && byte <= 0xbf) ? length : 1;
}

function decoded(characters: readonly string[]): string {
  try {
    return utf8.decode(Uint8Array.from(characters, (character) => byteOf.get(character) ?? 0));
  } catch {
    return characters.join('');
  }
}
