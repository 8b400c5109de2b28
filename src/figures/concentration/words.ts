const number = (amount: number, digits: number) => amount.toLocaleString('en', { maximumFractionDigits: digits });

/** A share in percent: `66.2 %`. */
export const percent = (share: number | null): string =>
  share === null ? 'an unknown part' : `${number(share * 100, 1)} %`;

/** A value and a weight: `12,345 US$ (1.5 t)`; what is not known is left out. */
export function amountsInWords(valueUsd: number | null, tonnes: number | null): string {
  const weight = tonnes === null ? null : `${number(tonnes, 3)} t`;
  if (valueUsd === null) return weight ?? 'an unknown amount';
  const value = `${number(valueUsd, 0)} US$`;
  return weight === null ? value : `${value} (${weight})`;
}
