import type { TaskContext } from '../../api/compute.ts';
import type { View } from '../../api/context.ts';
import { checkAll, checkEach } from '../../api/check.ts';
import { badInput, limitExceeded } from '../../api/errors.ts';
import type { DisruptionInput } from '../../api/generated.ts';
import { requireKnown } from '../../api/names/suggest.ts';
import { readCountries } from '../../entities/coalition/read.ts';
import type { CountryRecord } from '../../entities/country/record.ts';
import { mineralByText } from '../../entities/mineral/queries.ts';
import type { MineralRecord } from '../../entities/mineral/record.ts';
import { productByText } from '../../entities/product/queries.ts';
import type { ProductRecord } from '../../entities/product/record.ts';
import { fold } from '../../lib/fold.ts';
import { productsHolding } from './queries.ts';

const MAX_COUNTRIES = 10;
const MAX_MONTHS = 120;

/** @throws GraphQLError BAD_USER_INPUT that names the argument for an unknown product. */
export async function findProduct(
  context: TaskContext,
  argument: string,
  text: string,
  view: View,
): Promise<ProductRecord> {
  const [product] = await context.batch(productByText, { text: fold(text), ...view });
  return requireKnown(product, context, argument, 'Product', text);
}

async function findMineral(context: TaskContext, argument: string, text: string, view: View): Promise<MineralRecord> {
  const [mineral] = await context.batch(mineralByText, { text: fold(text), ...view });
  return requireKnown(mineral, context, argument, 'Mineral', text);
}

/** Who stops. */
async function readStopping(context: TaskContext, names: readonly string[], view: View): Promise<CountryRecord[]> {
  if (names.length === 0) throw badInput('input.countries', 'must name at least one country.');
  const countries = await readCountries(context, 'input.countries', names, view);
  if (countries.length <= MAX_COUNTRIES) return countries;
  throw limitExceeded(
    'countries',
    `Argument "input.countries": at most ${MAX_COUNTRIES} at once, not ${countries.length}.`,
  );
}

/** Who alone goes without; null for everyone. */
async function readUsers(
  context: TaskContext,
  names: readonly string[] | null | undefined,
  view: View,
): Promise<CountryRecord[] | null> {
  if (names == null) return null;
  const countries = await readCountries(context, 'input.to', names, view);
  if (countries.length === 0) throw badInput('input.to', 'names nobody on the day asked.');
  return countries;
}

/** The checks of the names in what the caller gives of capacity, stocks and substitution. */
function givenChecks(context: TaskContext, input: DisruptionInput, view: View) {
  return (['spareCapacity', 'stocks', 'substitution'] as const).flatMap((argument) =>
    (input[argument] ?? []).flatMap(({ country, product }) => {
      const place = () => (country == null ? [] : readCountries(context, `input.${argument}.country`, [country], view));
      const goods = () => findProduct(context, `input.${argument}.product`, product, view);
      return argument === 'substitution' ? [goods, place] : [place, goods];
    }),
  );
}

interface LeftOut {
  product: ProductRecord;
  explanation: string;
}

/** What stops: the products named, and those that hold nothing but minerals named. */
async function readStopped(context: TaskContext, input: DisruptionInput, view: View) {
  const [minerals, products] = await checkAll(
    () => checkEach(input.minerals ?? [], (text) => findMineral(context, 'input.minerals', text, view)),
    () => checkEach(input.products ?? [], (text) => findProduct(context, 'input.products', text, view)),
  );
  if (products.length + minerals.length === 0)
    throw badInput('input.products', 'is missing.', 'Name at least one of "products" and "minerals".');
  const holding = await Promise.all(minerals.map(({ key }) => context.batch(productsHolding, { mineral: key })));
  const { stopped, leftOut } = stoppedProducts(products, minerals, holding.flat());
  if (stopped.length > 0) return { stopped, minerals, leftOut };
  const others = leftOut.map(({ product }) => product.key);
  throw badInput(
    'input.minerals',
    `no product holds ${minerals.map(({ name }) => name).join(' or ')} alone.`,
    others.length > 0 ? `Name products instead, such as '${others.join("' or '")}'.` : 'Name products.',
  );
}

/** Of the products that hold minerals named, those that stop with the ones named, and those that hold others too. */
function stoppedProducts(
  products: readonly ProductRecord[],
  minerals: readonly MineralRecord[],
  holding: readonly { product: ProductRecord; minerals: readonly string[][] }[],
): { stopped: ProductRecord[]; leftOut: LeftOut[] } {
  const named = new Set(minerals.map(({ key }) => key));
  const stopped = new Map(products.map((product) => [product.key, product]));
  const leftOut = new Map<string, LeftOut>();
  for (const { product, minerals: alternatives } of holding) {
    const others = alternatives.filter((slugs) => !slugs.some((slug) => named.has(slug))).map(([slug]) => slug ?? '');
    if (others.length === 0) stopped.set(product.key, product);
    else leftOut.set(product.key, { product, explanation: holdsOthers(others) });
  }
  return {
    stopped: [...stopped.values()],
    leftOut: [...leftOut.values()].filter(({ product }) => !stopped.has(product.key)),
  };
}

const holdsOthers = (minerals: readonly string[]) =>
  `It holds ${minerals.slice(0, 3).join(', ')}${minerals.length > 3 ? ' and more' : ''} too: name it in "products" to stop it.`;

function checkMonths(months: number): void {
  if (!(months >= 1 && months <= MAX_MONTHS))
    throw badInput('input.months', `must be from 1 to ${MAX_MONTHS}, not ${months}.`);
}

/** A what-if with its names read. */
export interface Scenario {
  input: DisruptionInput;
  /** Who stops. */
  countries: CountryRecord[];
  /** What stops. */
  stopped: ProductRecord[];
  minerals: MineralRecord[];
  /** Products that hold minerals named and others too: they go on. */
  leftOut: LeftOut[];
  /** Who alone goes without; null for everyone. */
  to: CountryRecord[] | null;
}

/** @throws GraphQLError BAD_USER_INPUT or LIMIT_EXCEEDED for all that is wrong with the names and limits of a what-if. */
export async function readScenario(context: TaskContext, input: DisruptionInput, view: View): Promise<Scenario> {
  const [countries, stopping, to] = await checkAll(
    () => readStopping(context, input.countries, view),
    () => readStopped(context, input, view),
    () => readUsers(context, input.to, view),
    () => checkMonths(input.months),
    ...givenChecks(context, input, view),
  );
  return { input, countries, ...stopping, to };
}
