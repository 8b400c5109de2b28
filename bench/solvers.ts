import { createRequire } from 'node:module';
import { leastUnmetProgram } from '../src/analysis/disruption-least-unmet.ts';
import { disruptionModel, type DisruptionInput } from '../src/analysis/disruption-model.ts';
import { minimize, type LinearProgram } from '../src/analysis/linear-program.ts';

/**
 * The same programmes solved by HiGHS (through the project's own `minimize`) and by two others that run on Node without a build:
 * `npm install --prefix bench` first. Deliveries are made up by a fixed rule, in the sizes that what-ifs have.
 */
interface Solver {
  name: string;
  /** Beyond so many variables it is not asked: it did not end in three minutes, and cannot be stopped. */
  most?: number;
  solve: (program: LinearProgram) => Promise<readonly number[] | null> | readonly number[] | null;
}

const require = createRequire(import.meta.url);

/** A world of `countries` that trade one product, and make it of another where `stages` is 2; the first stops. */
function world(countries: number, partners: number, stages: number): DisruptionInput {
  const name = (index: number) => `C${String(index).padStart(3, '0')}`;
  const products = ['oxide', 'magnet'].slice(2 - stages);
  const flows = products.flatMap((product, stage) =>
    Array.from({ length: countries * partners }, (_, index) => {
      const [from, step] = [index % countries, Math.floor(index / countries)];
      const tonnes = 1 + ((from * 7919 + step * 104_729 + stage * 31) % 997);
      return {
        product,
        from: name(from),
        to: name((from + 1 + step * 7) % countries),
        tonnes: from === 0 ? tonnes * 20 : tonnes,
      };
    }),
  );
  return {
    flows,
    inputs: stages === 2 ? [{ product: 'magnet', input: 'oxide', tonnesPerTonne: 0.3 }] : [],
    stops: [{ country: name(0), cut: 1 }],
    start: '2026-01-01',
    months: 12,
    spareCapacity: products.map((product) => ({ country: name(1), product, tonnesPerYear: 1000 })),
  };
}

const highs: Solver = { name: 'highs', solve: (program) => minimize(program) };

interface GlpkModule {
  GLP_MIN: number;
  GLP_FX: number;
  GLP_UP: number;
  GLP_LO: number;
  GLP_DB: number;
  GLP_MSG_OFF: number;
  solve: (
    program: object,
    options: object,
  ) => { result: { vars: Record<string, number> } } | Promise<{ result: { vars: Record<string, number> } }>;
}

async function glpk(): Promise<Solver> {
  const { default: load } = (await import(require.resolve('glpk.js/node'))) as {
    default: () => GlpkModule | Promise<GlpkModule>;
  };
  const module = await load();
  const bounds = (lower: number, upper: number) =>
    lower === upper
      ? { type: module.GLP_FX, lb: lower, ub: upper }
      : upper === Infinity
        ? { type: module.GLP_LO, lb: lower, ub: 0 }
        : lower === -Infinity
          ? { type: module.GLP_UP, lb: 0, ub: upper }
          : { type: module.GLP_DB, lb: lower, ub: upper };
  return {
    name: 'glpk.js',
    solve: async ({ columns, rows }) => {
      const { result } = await module.solve(
        {
          name: 'disruption',
          objective: {
            direction: module.GLP_MIN,
            name: 'cost',
            vars: columns.map(({ cost }, index) => ({ name: `x${index}`, coef: cost })),
          },
          subjectTo: rows.map(({ lower, upper, entries }, index) => ({
            name: `r${index}`,
            vars: merged(entries),
            bnds: bounds(lower, upper),
          })),
          bounds: columns.map(({ upper }, index) => ({ name: `x${index}`, ...bounds(0, upper) })),
        },
        { msglev: module.GLP_MSG_OFF, tmlim: 120 },
      );
      return columns.map((_, index) => result.vars[`x${index}`] ?? 0);
    },
  };
}

const merged = (entries: LinearProgram['rows'][number]['entries']) => {
  const sums = new Map<number, number>();
  for (const [column, value] of entries) sums.set(column, (sums.get(column) ?? 0) + value);
  return [...sums].map(([column, coef]) => ({ name: `x${column}`, coef }));
};

function simplex(): Solver {
  const solver = require('javascript-lp-solver') as {
    Solve: (model: object) => Record<string, number> & { feasible: boolean };
  };
  return {
    name: 'javascript-lp-solver',
    most: 2500,
    solve: ({ columns, rows }) => {
      const constraints: Record<string, object> = {};
      const variables = columns.map(({ cost }): Record<string, number> => ({ cost }));
      rows.forEach(({ lower, upper, entries }, index) => {
        constraints[`r${index}`] =
          lower === upper
            ? { equal: lower }
            : { ...(lower > -Infinity ? { min: lower } : {}), ...(upper < Infinity ? { max: upper } : {}) };
        for (const [column, value] of entries) {
          const variable = variables[column];
          if (variable) variable[`r${index}`] = (variable[`r${index}`] ?? 0) + value;
        }
      });
      columns.forEach(({ upper }, index) => {
        if (upper === Infinity) return;
        constraints[`u${index}`] = { max: upper };
        const variable = variables[index];
        if (variable) variable[`u${index}`] = 1;
      });
      const found = solver.Solve({
        ...{ optimize: 'cost', opType: 'min', constraints },
        variables: Object.fromEntries(variables.map((variable, index) => [`x${index}`, variable])),
      });
      return found.feasible ? columns.map((_, index) => found[`x${index}`] ?? 0) : null;
    },
  };
}

/** Cost of an answer, and by how much it breaks the worst condition. */
function judge({ columns, rows }: LinearProgram, values: readonly number[]) {
  const value = (index: number) => values[index] ?? 0;
  const broken = rows.map(({ lower, upper, entries }) => {
    const sum = entries.reduce((total, [column, coefficient]) => total + coefficient * value(column), 0);
    return Math.max(0, lower - sum, sum - upper);
  });
  return {
    cost: columns.reduce((total, { cost }, index) => total + cost * value(index), 0),
    broken: broken.reduce((most, one) => Math.max(most, one), 0),
  };
}

const solvers = [highs, await glpk(), simplex()];
for (const [countries, partners, stages] of [
  [20, 5, 1],
  [100, 10, 1],
  [220, 20, 1],
  [220, 20, 2],
] as const) {
  const program = leastUnmetProgram(disruptionModel(world(countries, partners, stages)));
  process.stdout.write(
    `${countries} countries, ${stages} stage${stages === 1 ? '' : 's'}: ${program.columns.length} variables, ${program.rows.length} conditions\n`,
  );
  for (const { name, solve, most = Infinity } of solvers) {
    if (program.columns.length > most) {
      process.stdout.write(`  ${name}: not asked beyond ${most} variables\n`);
      continue;
    }
    await solve(leastUnmetProgram(disruptionModel(world(5, 2, 1))));
    const before = process.cpuUsage();
    const values = await solve(program);
    const { user, system } = process.cpuUsage(before);
    const found =
      values === null
        ? 'says that there is no answer'
        : (({ cost, broken }) =>
            `least cost ${cost.toPrecision(10)}, worst condition broken by ${broken.toExponential(1)}`)(
            judge(program, values),
          );
    process.stdout.write(`  ${name}: ${((user + system) / 1000).toFixed(0)} ms of the processor, ${found}\n`);
  }
}
