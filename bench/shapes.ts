import type { NamedShape } from './shape.ts';
import { shape as dependents } from './shapes/01-dependents.ts';
import { shape as membersImports } from './shapes/02-members-imports.ts';
import { shape as flowsPage } from './shapes/03-flows-page.ts';
import { shape as nested } from './shapes/04-nested.ts';
import { shape as search } from './shapes/05-search.ts';
import { shape as lookUp } from './shapes/06-look-up.ts';
import { shape as filteredPage } from './shapes/07-filtered-page.ts';
import { shape as deepPage } from './shapes/08-deep-page.ts';
import { shape as plants } from './shapes/09-plants.ts';
import { shape as totals } from './shapes/10-totals.ts';
import { shape as nodes } from './shapes/11-nodes.ts';
import { shape as neighbours } from './shapes/12-neighbours.ts';

/** All shapes, in the order of their files' names. */
export const allShapes: readonly NamedShape[] = [
  { name: '01-dependents', ...dependents },
  { name: '02-members-imports', ...membersImports },
  { name: '03-flows-page', ...flowsPage },
  { name: '04-nested', ...nested },
  { name: '05-search', ...search },
  { name: '06-look-up', ...lookUp },
  { name: '07-filtered-page', ...filteredPage },
  { name: '08-deep-page', ...deepPage },
  { name: '09-plants', ...plants },
  { name: '10-totals', ...totals },
  { name: '11-nodes', ...nodes },
  { name: '12-neighbours', ...neighbours },
];
