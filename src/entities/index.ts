// The order in which the seed is loaded: a thing before what names it.
import './source/index.ts';
import './country/index.ts';
import './coalition/index.ts';
import './mineral/index.ts';
import './product/index.ts';
import './observation/index.ts';
import './agency/index.ts';
import './export-control/index.ts';
import './supplier/index.ts';
import './facility/index.ts';
import './supply/index.ts';
import './person/index.ts';
import './programme/index.ts';
import './event/index.ts';
import './agreement/index.ts';
import './commitment/index.ts';
import './stockpile/index.ts';
import './trade-flow/index.ts';
import './claim/index.ts';
import type { Resolvers } from '../api/generated.ts';
import type { SeedModule } from '../loading/csv-table.ts';
import { entities } from './entity.ts';

/** Resolvers of what is in the graph. */
export const entityResolvers: readonly Resolvers[] = entities.flatMap(({ resolvers }) => resolvers);

/** What the seed is made of, in the order in which it is loaded. */
export const seedModules: readonly SeedModule[] = entities.flatMap(({ seed }) => seed ?? []);

/** The statement that finds a thing by its key, for each type. */
export const nodesByKey = new Map(entities.flatMap(({ nodes }) => Object.entries(nodes ?? {})));
