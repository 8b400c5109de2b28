import { coalitionRoom } from '../src/coalition/load.ts';
import { countryRoom } from '../src/country/load.ts';
import { mineralRoom } from '../src/mineral/load.ts';
import { productRoom } from '../src/product/load.ts';
import { sourceRoom } from '../src/source/load.ts';
import type { LoadRoom } from './table.ts';

/** What the seed is made of, in the order in which it is loaded: a thing before what names it. */
export const rooms: readonly LoadRoom[] = [sourceRoom, countryRoom, coalitionRoom, mineralRoom, productRoom];
