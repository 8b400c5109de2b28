/**
 * The form in which names are compared: lower case, without accents, every run of other characters than letters and digits
 * as one space. `fold("Côte d’Ivoire")` is `"cote d ivoire"`; `fold("permanent-magnets")` is `"permanent magnets"`. The marks of
 * Japanese syllables stay: without them ガリウム (gallium) would be カリウム (potassium).
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(?![\u3099\u309a])\p{Mark}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}
