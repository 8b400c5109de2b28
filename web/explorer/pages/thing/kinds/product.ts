import { ProductFiguresDocument, ProductThingDocument } from '../../../api/generated.ts';
import { agreementLanes, controlLanes, missing, tabsOf, things } from '../said.ts';
import { tonnes } from '../../../format/numbers.ts';
import { inPlainWords } from '../../../evidence/node.ts';
import { counted, money, percent } from '../../../format/numbers.ts';
import { kindPage } from './kind-page.ts';

export const product = kindPage(
  ProductThingDocument,
  (page, figures, { when }) => {
    const of = page.product;
    if (!of) return null;
    const concentration = figures?.product?.concentration;
    const [largest] = concentration?.shares ?? [];
    const inForce = (of.exportControls ?? []).filter(({ state }) => state === 'IN_FORCE').length;
    const years = of.tradeYears;
    return {
      id: of.id,
      kind: 'PRODUCT',
      name: of.name,
      state:
        inForce > 0
          ? { is: 'state', of: 'rule', shape: 'solid', text: `${counted(inForce, 'control')} in force ${when}` }
          : null,
      also: [inPlainWords(of.stage), ...of.aliases.slice(0, 5)].filter(Boolean).join(' · '),
      lead: !figures
        ? []
        : concentration?.year != null && largest?.share != null
          ? [
              `In ${concentration.year} ${largest.country.name} sold ${percent(largest.share, 0)} of what countries export of it by value${concentration.c3 === null ? '' : `, the three largest together ${percent(concentration.c3, 0)}`}.${of.note ? ` ${of.note}` : ''}`,
            ]
          : [
              of.hsCodes.length === 0
                ? `No customs code is its own, so that nobody records its trade.${of.note ? ` ${of.note}` : ''}`
                : (of.note ?? ''),
            ],
      facts: [
        { name: 'Stage', cells: [{ is: 'stages', of: [of.stage] }] },
        {
          name: 'Customs codes',
          cells: [of.hsCodes.length > 0 ? `HS ${of.hsCodes.join(', ')}` : missing('none of its own')],
        },
        {
          name: 'Trade on record',
          cells: [
            years.length === 0
              ? missing('NOT_AVAILABLE')
              : years.length === 1
                ? String(years[0])
                : `${years[0]} to ${years.at(-1) ?? ''}`,
          ],
        },
        { name: 'Contains', cells: things(of.contains) },
        ...(of.hsText ? [{ name: 'The code covers', cells: [of.hsText] }] : []),
      ],
      blocks: !concentration?.shares?.length
        ? []
        : [
            {
              is: 'table',
              title: null,
              note: `share of the world’s exports, ${concentration.year ?? ''}, by value`,
              heads: [
                { name: 'Seller' },
                { name: 'of the world', bar: { limit: null } },
                { name: 'share', isNumber: true },
                { name: 'value', isNumber: true },
                { name: 'weight', isNumber: true },
              ],
              rows: concentration.shares.map(({ country, share, valueUsd, tonnes: weight }) => [
                { is: 'thing', id: country.id, text: country.name },
                { is: 'bar', share },
                share === null ? missing('NOT_AVAILABLE') : percent(share),
                valueUsd === null ? missing('NOT_AVAILABLE') : money(valueUsd),
                weight === null ? missing('NOT_AVAILABLE') : tonnes(weight),
              ]),
              shown: 12,
            },
            ...(concentration.byYear && concentration.byYear.length > 1
              ? [
                  {
                    is: 'series' as const,
                    title: 'The largest seller',
                    note: 'its share of the world’s exports by value, %',
                    unit: 'share' as const,
                    points: [...concentration.byYear]
                      .reverse()
                      .map(({ year, c1 }) => ({ year, value: c1, text: percent(c1, 0), id: null, isOpen: false })),
                  },
                ]
              : []),
          ],
      rails: [controlLanes('Controls', of.exportControls), agreementLanes('Agreements', of.agreements)],
      tabs: tabsOf(page),
      claims: of.claims ?? [],
      conflicts: of.conflicts ?? [],
      sources: concentration?.sources ?? [],
    };
  },
  ProductFiguresDocument,
);
