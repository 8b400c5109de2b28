import type { View } from '../api/context.ts';
import type { Resolvers } from '../api/generated.ts';
import type { Identified } from '../api/global-id.ts';
import type { BatchStatement } from '../graph/statement.ts';
import type { SeedModule } from '../loading/csv-table.ts';

/** What a folder of entities/ gives to the layers above. */
interface Entity {
  resolvers: readonly Resolvers[];
  /** The tables of the seed that it is read from, and the steps that write them. */
  seed?: readonly SeedModule[];
  /** How a thing of each of its types is found by its key. */
  nodes?: Readonly<Record<string, BatchStatement<View & { key: string }, Identified>>>;
}

/** Every entity whose index.ts was loaded, in that order. */
export const entities: Entity[] = [];

/** Notes an entity: index.ts of each folder calls it. */
export const entity = (one: Entity): void => void entities.push(one);
