import { z } from 'zod';
import { cell } from '../../loading/csv-table.ts';
import type { FacilityFound } from '../reading/importer.ts';
import { Once } from './check-once.ts';
import { issueText, unknownKeys, type Keys } from './known-keys.ts';
import type { ImportStats } from './tally.ts';

const withoutLocator = ({ locator: _, ...facility }: FacilityFound) => JSON.stringify(facility);

/** The facilities of a file, by slug. */
export const facilityCheck = (stats: ImportStats): Once<FacilityFound> =>
  new Once(stats, {
    id: ({ slug }) => slug,
    same: (a, b) => withoutLocator(a) === withoutLocator(b),
    clashOfFirst: ({ slug }, line) => `"${slug}" stands on line ${line} again, with other words`,
    clash: ({ slug }, line) => `"${slug}" stands on line ${line} with other words`,
  });

const facilityColumns = z.object({
  slug: cell.slug,
  name: cell.text,
  country: cell.iso3,
  latitude: z.number().min(-90, 'is below -90').max(90, 'is above 90').nullable(),
  longitude: z.number().min(-180, 'is below -180').max(180, 'is above 180').nullable(),
});

/** What cannot be about a facility. */
export function errorsOfFacility(row: FacilityFound, known: Keys): string[] {
  const read = facilityColumns.safeParse(row);
  if (!read.success) return read.error.issues.map(issueText);
  const { country, source, minerals, operators, latitude, longitude } = row;
  return [
    ...unknownKeys(known, 'Country', [country]),
    ...unknownKeys(known, 'Source', [source]),
    ...unknownKeys(known, 'Mineral', minerals),
    ...unknownKeys(known, 'Supplier', operators),
    ...((latitude === null) !== (longitude === null) ? ['a position needs both latitude and longitude'] : []),
  ];
}
