import { isQuantity } from '../../../src/observation/unit.ts';
import type { ObservationRow } from '../../../src/observation/load.ts';
import type { Parsed, Places } from '../importer.ts';
import type { Reading } from './value.ts';

/** What a figure is about; the rest is read from its cell. */
export type Subject = Pick<ObservationRow, 'kind' | 'mineral' | 'year' | 'unit' | 'source' | 'locator'> &
  Partial<Pick<ObservationRow, 'country' | 'partner' | 'group' | 'stage' | 'yearTo' | 'basis' | 'form' | 'note'>> & {
    estimated: boolean;
  };

/** Words on a figure that the publisher rounded. */
export const rounded = 'Rounded by the publisher.';

/** A row's figure, or what became of it: at most one. */
export function figure(line: number, subject: Subject, reading: Reading): Parsed[] {
  if ('empty' in reading) return [];
  if ('skipped' in reading) return [{ line, skipped: reading.skipped }];
  if ('refused' in reading) return [{ line, refused: reading.refused }];
  if ('unknown' in reading) return [{ line, unknown: 'text in place of a number', text: reading.unknown }];
  const { estimated, note, ...value } = reading.value;
  return [
    {
      line,
      observation: {
        product: null,
        country: null,
        partner: null,
        group: null,
        stage: null,
        yearTo: null,
        basis: null,
        form: null,
        ...subject,
        ...value,
        estimated: subject.estimated || estimated,
        note: [note, subject.note].filter(Boolean).join(' ') || null,
        confidence: 'HIGH',
        recordedAt: null,
      },
    },
  ];
}

/** Where a row of a table of the world belongs: a country, or the group of several. */
export function placeOf(places: Places, cell: string): Pick<ObservationRow, 'country' | 'group'> | null {
  const place = places.country(cell);
  if (place === null) return null;
  return 'iso3' in place ? { country: place.iso3, group: null } : { country: null, group: place.group };
}

const masses = new Set(['PRODUCTION', 'RESERVES', 'CAPACITY']);

/** Whether amounts of a kind can be in this unit. */
export const isUnitOf = (kind: ObservationRow['kind'], unit: string): boolean =>
  unit !== '' && (!masses.has(kind) || isQuantity(unit));
