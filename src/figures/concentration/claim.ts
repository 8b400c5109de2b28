import { herfindahl } from '../../analysis/concentration.ts';
import { claimOf, type ClaimRecord } from '../../entities/claim/record.ts';
import { supplyingShares, type ConcentrationRecord, type ConcentrationShareRecord } from './record.ts';
import { amountsInWords, percent } from './words.ts';

/** What is divided, as its scope: `permanent-magnets, exports, by value`. */
const scopeOf = ({ product, mineral, stage, form, basis }: ConcentrationRecord): string =>
  [
    ...(product ? [product.slug, 'exports'] : [mineral?.slug, stage, form].filter(Boolean)),
    `by ${basis === 'VALUE' ? 'value' : 'mass'}`,
  ].join(', ');

/** What all claims that are computed from the figures of a concentration have in common. */
const common = (of: ConcentrationRecord) => ({
  scope: scopeOf(of),
  confidence: of.confidence ?? ('LOW' as const),
  status: 'DERIVED' as const,
  recordedAt: of.recordedAt,
  locator: of.locator,
  sources: of.sources,
  ...(of.year === null ? {} : { validFrom: `${of.year}-01-01`, validTo: `${of.year + 1}-01-01` }),
});

/** The index as the derived claim that it is; none where there is no index. */
export function claimsOfConcentration(of: ConcentrationRecord): ClaimRecord[] {
  if (of.missing !== null) return [];
  const own = supplyingShares(of);
  const unnamed = of.otherShare ?? 0;
  return [
    claimOf({
      ...common(of),
      key: `Concentration:${of.key}`,
      subject: `Concentration:${of.key}`,
      property: 'hhi',
      value: String(herfindahl(own)),
      method: () =>
        `Sum of the squared shares of ${own.length} supplying countries.${unnamed > 0 ? ` A lower bound: ${percent(unnamed)} is named for no country.` : ''}`,
    }),
  ];
}

/** A country's share as the derived claim that it is; none where there is no share. */
export function claimsOfShare(of: ConcentrationShareRecord): ClaimRecord[] {
  const { share, concentration, country, valueUsd, tonnes, flowCount, figure } = of;
  if (share === null) return [];
  const isValue = concentration.basis === 'VALUE';
  const sum = (amounts: readonly (number | null)[]) => amounts.reduce<number>((all, one) => all + (one ?? 0), 0);
  const whole = isValue
    ? amountsInWords(sum(concentration.shares.map((one) => one.valueUsd)), null)
    : amountsInWords(null, concentration.total ?? sum(concentration.shares.map((one) => one.tonnes)));
  const part = amountsInWords(isValue ? valueUsd : null, isValue ? null : tonnes);
  return [
    claimOf({
      ...common(concentration),
      key: `ConcentrationShare:${of.key}`,
      subject: `ConcentrationShare:${of.key}`,
      property: 'share',
      value: String(share),
      unit: 'share',
      ...(figure ? { locator: figure.locator } : {}),
      method: () =>
        flowCount === null
          ? `${part} of ${country.name}, divided by ${whole}: all that the table reports, other countries included.`
          : `${part} that ${country.name} sold in ${flowCount} flows, divided by ${whole} that all countries exported.`,
    }),
  ];
}
