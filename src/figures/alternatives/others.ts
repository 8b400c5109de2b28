import { lookThrough } from '../../analysis/look-through.ts';
import { buildSupplyChain } from '../supply-chain/build.ts';
import { followedMinerals } from '../supply-chain/minerals.ts';
import { importersIn } from '../../entities/trade-flow/reported-imports.ts';
import type { BuiltChain, ChainReading, WorldTable } from '../supply-chain/record.ts';
import { figuresOfProduct, worldTables } from '../supply-chain/world-table.ts';
import type { AlternativeCountryRecord } from './record.ts';
import { groupBy } from '../../lib/group-by.ts';

/** A country that supplies the product, by its alpha-3 code. */
export type OtherCountry = Omit<AlternativeCountryRecord, 'country'> & { country: string };

export interface OtherCountries {
  countries: OtherCountry[];
  /** Keys of the sources of the chain. */
  sources: string[];
}

export interface OtherCountriesInput {
  reading: ChainReading;
  /** Alpha-3 code of the country to do without. */
  excluded: string;
  /** Alpha-3 codes of those who look for an alternative; null: everyone. */
  users: readonly string[] | null;
}

/** Countries besides one that export a product; where no trade is loaded, those that make it. */
export function otherCountries({ reading, excluded, users }: OtherCountriesInput): OtherCountries {
  const built = buildSupplyChain(reading, { basis: 'VALUE' });
  const { root, trade } = reading;
  const found = new Map<string, Omit<OtherCountry, 'country' | 'behind' | 'behindUnknown'>>();
  if (built.traded) {
    // What some importers bought of some exporters is no whole of exports.
    const imports = importersIn(trade.get(root) ?? []).flatMap((importer) => flowsOf(built, importer));
    const own = imports.every(({ complete }) => complete) ? imports.flatMap(({ flows }) => flows) : [];
    const value = (flows: readonly Flow[]) => flows.reduce((sum, [, , valueUsd]) => sum + valueUsd, 0);
    const whole = value(own);
    for (const [exporter, sales] of groupBy(own, ([seller]) => seller)) {
      const exportsUsd = value(sales);
      const weighed = sales.filter(([, , , tonnes]) => tonnes !== null);
      found.set(exporter, {
        share: whole > 0 ? exportsUsd / whole : 0,
        exportsUsd,
        tonnes: weighed.length > 0 ? weighed.reduce((sum, [, , , tonnes]) => sum + (tonnes ?? 0), 0) : null,
        suppliesUsd: value(sales.filter(([, importer]) => users === null || users.includes(importer))),
      });
    }
  } else
    for (const { country, share, tonnes } of worldTableOf(reading)?.parts ?? [])
      found.set(country, { share, exportsUsd: null, tonnes, suppliesUsd: null });
  found.delete(excluded);
  const behind = behindMakers(built, [...found.keys()], excluded);
  const countries = [...found].map(([country, amounts]) => ({
    country,
    ...amounts,
    ...(behind.get(country) ?? { behind: 0, behindUnknown: 1 }),
  }));
  return { countries, sources: built.sources };
}

type Flow = readonly [exporter: string, importer: string, valueUsd: number, tonnes: number | null];

/** What an importer bought by each report that counts, and whether that holds all. */
const flowsOf = (built: BuiltChain, importer: string): { complete: boolean; flows: Flow[] }[] =>
  (built.imports(importer)?.reports ?? []).map(({ complete, deliveries }) => ({
    complete,
    flows: deliveries.map(({ exporter, valueUsd, tonnes }): Flow => [exporter, importer, valueUsd, tonnes]),
  }));

/** Who makes the root of a chain in the world. */
export function worldTableOf(reading: ChainReading): WorldTable | undefined {
  const own = reading.products.get(reading.root);
  const minerals = followedMinerals(reading.products, reading.root).get(reading.root) ?? [];
  return own ? worldTables(figuresOfProduct(reading.figures, own, minerals))[0] : undefined;
}

/** Of what each country makes of the root, the part that comes from the excluded one at an earlier stage. */
function behindMakers(built: BuiltChain, makers: readonly string[], excluded: string) {
  const inputs = built.data.inputs.filter(({ product }) => product === built.reading.root);
  const asked = makers.flatMap((country) => inputs.map(({ input, weight }) => ({ country, product: input, weight })));
  const fates = lookThrough(built.chain, asked, excluded);
  const begins = built.data.origins.includes(built.reading.root);
  return new Map(
    makers.map((maker) => {
      const own = fates.flatMap((fate, index) =>
        fate.country === maker ? [{ fate, weight: asked[index]?.weight ?? 0 }] : [],
      );
      const known = own.reduce((sum, { weight }) => sum + weight, 0);
      return [
        maker,
        {
          behind: Math.min(
            1,
            own.reduce((sum, { fate, weight }) => sum + weight * fate.lookThrough, 0),
          ),
          behindUnknown: begins
            ? 0
            : Math.min(
                1,
                own.reduce((sum, { fate, weight }) => sum + weight * fate.unknown, Math.max(0, 1 - known)),
              ),
        },
      ];
    }),
  );
}
