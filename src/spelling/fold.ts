/**
 * The form in which names are compared: lower case, without accents, every run of other characters than letters and digits
 * as one space. `fold("Côte d’Ivoire")` is `"cote d ivoire"`; `fold("permanent-magnets")` is `"permanent magnets"`.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();
}
