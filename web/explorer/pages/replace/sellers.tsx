import { Go } from '../../address/go.tsx';
import { ShareBar } from '../../charts/share-bar.tsx';
import { dependenceId } from '../../components/dependence-id.ts';
import { Fig, Miss } from '../../components/figure.tsx';
import { atLeast, money } from '../../format/numbers.ts';
import type { ReplaceQuery } from '../../api/generated.ts';

type Seller = NonNullable<NonNullable<ReplaceQuery['alternatives']>['countries']>[number];

interface SellersProps {
  of: readonly Seller[];
  on: { iso3: string; name: string };
  product: string;
  /** What it is made of, where that is one product: what stands behind a maker is its dependence for that. */
  input: string | null;
  year: number;
  /** Who buys; null is everyone. */
  buyer: { key: string; name: string } | null;
  /** The view of the answer, as ids carry it. */
  view: string;
}

const BAR = 110;

/** Countries that sell it now, and the part of what they make that the country left out stands behind. */
export function Sellers({ of, on, product, input, year, buyer, view }: SellersProps) {
  const own = of.find(({ country }) => country.iso3 === buyer?.key);
  const sellers = of
    .filter(({ suppliesUsd, exportsUsd }) => Number((buyer ? suppliesUsd : exportsUsd) ?? 0) > 0)
    .sort(
      (a, b) =>
        Number((buyer ? b.suppliesUsd : b.exportsUsd) ?? 0) - Number((buyer ? a.suppliesUsd : a.exportsUsd) ?? 0),
    );
  return (
    <section className="rail-section sellers">
      <h2>Who sells it now, and what stands behind them</h2>
      {sellers.length === 0 ? <p className="dim">Nobody else on record.</p> : null}
      <table className="small-table">
        <thead>
          <tr>
            <th scope="col">Country</th>
            <th aria-hidden="true" />
            <th scope="col" className="num">
              {on.name} behind
            </th>
            <th scope="col" className="num">
              sold
            </th>
          </tr>
        </thead>
        <tbody>
          {sellers.map((seller) => {
            const { country, behind, behindUnknown } = seller;
            const behindId = { of: country.iso3, on: on.iso3, year, basis: 'VALUE', isLookedThrough: true } as const;
            const share = atLeast(behind, behindUnknown, 0);
            return (
              <tr key={country.iso3}>
                <th scope="row">
                  <Go to={`/country/${country.iso3}`}>{country.name}</Go>
                </th>
                <td aria-hidden="true">
                  <svg width={BAR} height="11">
                    <ShareBar direct={null} lookedThrough={behind} unknown={behindUnknown} width={BAR} height={11} />
                  </svg>
                </td>
                <td className="num">
                  {input ? <Fig id={dependenceId({ ...behindId, product: input }, view)}>{share}</Fig> : share}
                </td>
                <td className="num">
                  <Sold seller={seller} {...{ product, year, buyer, view }} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="small">
        Bar: the part of what each makes that {on.name} stands behind at an earlier stage, looking through what it is
        made of; hatched: of unreported origin. Last column: sold {buyer ? `to ${buyer.name}` : 'abroad'} in {year}.
        {own ? ` ${own.country.name} itself exports ${money(own.exportsUsd ?? 0)}.` : ''}
      </p>
    </section>
  );
}

function Sold({
  seller,
  product,
  year,
  buyer,
  view,
}: Pick<SellersProps, 'product' | 'year' | 'buyer' | 'view'> & { seller: Seller }) {
  const { country, suppliesUsd, exportsUsd } = seller;
  const amount = buyer ? suppliesUsd : exportsUsd;
  if (amount === null) return <Miss reason="NOT_AVAILABLE" />;
  if (!buyer)
    return (
      <Go to="/concentration" given={{ product, year }}>
        {money(amount)}
      </Go>
    );
  const id = { of: buyer.key, on: country.iso3, product, year, basis: 'VALUE', isLookedThrough: false } as const;
  return <Fig id={dependenceId(id, view)}>{money(amount)}</Fig>;
}
