import type { RequestContext } from '../../api/context.ts';
import { placeOfAgency } from '../../entities/agency/queries.ts';
import { placeOfProgramme } from '../../entities/programme/queries.ts';
import { countryOfStockpile } from '../../entities/stockpile/queries.ts';
import type { NamedRecord } from '../node/record.ts';

/** `rare earths` for `RARE_EARTHS`. */
const inWords = (value: string) => value.replaceAll('_', ' ').toLowerCase();

const listed = (...parts: (string | null)[]) => parts.filter((part) => part !== null).join(', ') || null;

const nameOfFirst = ([place]: readonly { name: string }[]) => place?.name ?? null;

/** What tells a thing from others of its name, in a few words; null when nothing is known. */
export async function contextOf(context: RequestContext, thing: NamedRecord): Promise<string | null> {
  const { key } = thing;
  switch (thing.__typename) {
    case 'Country':
      return thing.to === null ? thing.iso3 : `${thing.iso3}, until ${thing.to}`;
    case 'Coalition':
      return listed(inWords(thing.kind), thing.endedOn && `until ${thing.endedOn}`);
    case 'Mineral':
      return listed(inWords(thing.kind), thing.symbol);
    case 'Product':
      return listed(inWords(thing.stage), thing.hsCodes.length > 0 ? `HS ${thing.hsCodes.join(', ')}` : null);
    case 'Supplier':
      return thing.country.name;
    case 'Facility':
      return listed(thing.place, thing.country.name);
    case 'Agency':
      return listed(nameOfFirst(await context.batch(placeOfAgency, { key })), thing.shortName);
    case 'Person':
      return thing.office;
    case 'Programme':
      return nameOfFirst(await context.batch(placeOfProgramme, { key }));
    case 'Event':
      return listed(thing.startOn, thing.place);
    case 'Agreement':
      return listed(thing.signedOn, inWords(thing.kind));
    case 'ExportControl':
      return listed(thing.number, thing.announcedOn);
    case 'Commitment':
      return thing.announcedOn;
    case 'Stockpile':
      return listed(nameOfFirst(await context.batch(countryOfStockpile, { key })), thing.statedOn);
    case 'Source':
      return listed(thing.publisher, thing.vintage);
  }
}
