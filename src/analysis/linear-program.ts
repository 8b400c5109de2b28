import highsLoader, { type Highs } from 'highs';

// The package's types describe its CommonJS build; as a module its default export is the loader itself.
const loadHighs = highsLoader as unknown as typeof highsLoader.default;

/** A variable of 0 or more: its cost a unit and the most it may be (Infinity = no limit). */
export interface Column {
  cost: number;
  upper: number;
}

/** A condition: lower <= sum of coefficient * variable <= upper; the entries are [place of the column, coefficient]. */
export interface Constraint {
  lower: number;
  upper: number;
  entries: readonly (readonly [column: number, coefficient: number])[];
}

export interface LinearProgram {
  columns: readonly Column[];
  rows: readonly Constraint[];
}

let solver: Promise<Highs> | undefined;

/**
 * The cheapest values of the variables under all conditions, by the interior-point method of HiGHS, ended at a corner. The same program in the
 * same order gives the same values each time: one thread, a fixed seed, and limits on iterations.
 *
 * @returns a value for each column, in order; or null when no values meet all conditions
 * @throws Error when the solver finds no end within its iterations
 *
 * @example
 * // least of x + 2y with x + y = 2 and x <= 1.5
 * await minimize({ columns: [{ cost: 1, upper: 1.5 }, { cost: 2, upper: Infinity }], rows: [{ lower: 2, upper: 2, entries: [[0, 1], [1, 1]] }] });
 * // [1.5, 0.5]
 */
export async function minimize({ columns, rows }: LinearProgram): Promise<number[] | null> {
  if (columns.length === 0) return [];
  // The solver is 3.5 MB of WebAssembly: loaded when it is first needed, and again should it ever break.
  const loading = (solver ??= loadHighs());
  const highs = await loading.catch((error: unknown) => {
    solver = undefined;
    throw error;
  });
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { entries } of rows) {
    const merged = new Map<number, number>();
    for (const [column, coefficient] of entries) merged.set(column, (merged.get(column) ?? 0) + coefficient);
    indices.push(...merged.keys());
    values.push(...merged.values());
    starts.push(indices.length);
  }
  const source = {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(() => 0),
    colUpper: columns.map(({ upper }) => upper),
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map(({ upper }) => upper),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols: columns.length, starts, indices, values },
  };
  try {
    return highs.withModel((model): number[] | null => {
      model.options.set({
        output_flag: false,
        solver: 'ipm',
        random_seed: 0,
        simplex_iteration_limit: 200_000,
        ipm_iteration_limit: 500,
      });
      model.passModel(source);
      const { modelStatus } = model.run();
      const { optimal, infeasible } = highs.constants.modelStatus;
      if (modelStatus === infeasible) return null;
      if (modelStatus !== optimal)
        throw new Error('The linear programme is too hard to solve: ask for fewer countries or products.');
      return [...model.getSolution().colValue];
    });
  } catch (error) {
    solver = undefined;
    throw error;
  }
}
