/** How people write an HS code: `850511`, `8505.11`, `HS 850511`. */
export const namesOfCode = (hs: string): string[] => {
  const dotted = hs.length === 6 ? `${hs.slice(0, 4)}.${hs.slice(4)}` : hs;
  return [...new Set([hs, dotted, `HS ${hs}`, `HS ${dotted}`])];
};
