import type { Kind } from '../../../components/glyph.tsx';
import { agency, person, programme } from './bodies.ts';
import { agreement } from './agreement.ts';
import { coalition } from './coalition.ts';
import { control } from './control.ts';
import { country } from './country.ts';
import { event } from './event.ts';
import { facility } from './facility.ts';
import type { KindPage } from './kind-page.ts';
import { mineral } from './mineral.ts';
import { product } from './product.ts';
import { source } from './source.ts';
import { supplier } from './supplier.ts';

/** The pages of all kinds. */
export const kinds: Record<Kind, KindPage> = {
  COUNTRY: country,
  COALITION: coalition,
  MINERAL: mineral,
  PRODUCT: product,
  SUPPLIER: supplier,
  FACILITY: facility,
  AGENCY: agency,
  PERSON: person,
  PROGRAMME: programme,
  AGREEMENT: agreement,
  EXPORT_CONTROL: control,
  EVENT: event,
  SOURCE: source,
};
