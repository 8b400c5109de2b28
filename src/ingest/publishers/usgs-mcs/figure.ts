import type { ObservationKind } from '../../../api/generated.ts';
import { isQuantity } from '../../../entities/observation/unit.ts';
import type { ObservationRow } from '../../../entities/observation/load.ts';
import type { Parsed, Places } from '../../reading/importer.ts';
import { observationRow } from '../../reading/observation-row.ts';
import { cleanCell, type Reading } from './value.ts';

/** What a figure is about; the rest is read from its cell. */
export type Subject = Pick<ObservationRow, 'kind' | 'mineral' | 'year' | 'unit' | 'source' | 'locator'> &
  Partial<Pick<ObservationRow, 'country' | 'partner' | 'group' | 'stage' | 'yearTo' | 'basis' | 'form' | 'note'>> & {
    estimated: boolean;
  };

/** Words on a figure that the publisher rounded. */
export const rounded = 'Rounded by the publisher.';

/** How imports and exports are set off against each other in the publisher's figures on reliance. */
export const relianceBasis = 'imports less exports, adjusted where the publisher says so';

/** Words on a figure whose unit is put right. */
export const wrongUnit = (written: string, right: string): string =>
  `The file says ${written}; the published table is in ${right}.`;

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
      observation: observationRow({
        ...subject,
        ...value,
        estimated: subject.estimated || estimated,
        note: [note, subject.note].filter(Boolean).join(' ') || null,
        confidence: 'HIGH',
      }),
    },
  ];
}

type Place = Pick<ObservationRow, 'country' | 'group'>;

/** Where a row of a table of the world belongs: a country, or the group of several. */
export function placeOf(places: Places, cell: string): Place | null {
  const place = places.country(cell);
  if (place === null) return null;
  return 'iso3' in place ? { country: place.iso3, group: null } : { country: null, group: place.group };
}

/** What a cell says of a place besides its name: `crude ore` in `Argentina, crude ore`, but nothing in `Congo (Kinshasa)`. */
export function remarkOn(places: Places, cell: string): string | null {
  const [, name = '', rest = ''] = /^([^(,]*)[(,](.*)$/s.exec(cleanCell(cell)) ?? [];
  const remark = rest
    .replace(/[()]/g, ' ')
    .replace(/\brounded\b|\d+\s*$/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ ,]+|[ ,]+$/g, '');
  const [whole, before] = [placeOf(places, cell), placeOf(places, name)];
  const isPartOfName = /^\s*Korea\b/.test(name) || before === null || before.country !== whole?.country;
  return remark === '' || isPartOfName ? null : remark;
}

const masses = new Set<ObservationKind>(['PRODUCTION', 'RESERVES', 'CAPACITY']);

/** Whether amounts of a kind can be in this unit. */
export const isUnitOf = (kind: ObservationRow['kind'], unit: string): boolean =>
  unit !== '' && (!masses.has(kind) || isQuantity(unit));
