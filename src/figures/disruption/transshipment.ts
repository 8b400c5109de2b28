import { withoutTransshipment, type Transshipment } from '../../analysis/transshipment.ts';
import type { TaskContext } from '../../api/compute.ts';
import type { View } from '../../api/context.ts';
import { checkEach } from '../../api/check.ts';
import { badInput } from '../../api/errors.ts';
import { readCountries } from '../../entities/coalition/read.ts';
import { findProduct, type Scenario } from './input.ts';
import type { StageData } from './record.ts';

/**
 * The stages with what others pass on of the stopped countries' goods given to those.
 * @throws GraphQLError BAD_USER_INPUT that names the field at fault.
 */
export async function readTransshipment(
  context: TaskContext,
  { input, countries }: Scenario,
  stages: readonly StageData[],
  view: View,
): Promise<StageData[]> {
  const stops = countries.map(({ iso3 }) => iso3);
  const passedOn = await checkEach(input.transshipment ?? [], async (one): Promise<Transshipment> => {
    const product = await findProduct(context, 'input.transshipment.product', one.product, view);
    const stage = stages.find(({ products }) => products.some(({ key }) => key === product.key));
    if (stage?.basis !== 'TRADE')
      throw badInput(
        'input.transshipment.product',
        `who sells whom ${product.name} is not known from trade in this what-if.`,
        'Name a product whose stage has the basis TRADE.',
      );
    const [through] = await readCountries(context, 'input.transshipment.through', [one.through], view);
    const [of] = one.of == null ? [null] : await readCountries(context, 'input.transshipment.of', [one.of], view);
    if (!through || stops.includes(through.iso3))
      throw badInput(
        'input.transshipment.through',
        'is one of those that stop.',
        'Name a country that goes on selling.',
      );
    if (of && !stops.includes(of.iso3))
      throw badInput(
        'input.transshipment.of',
        `${of.name} does not stop.`,
        `Name one of ${stops.join(', ')}, or nobody.`,
      );
    return { product: stage.key, through: through.iso3, of: of ? [of.iso3] : stops, share: one.share };
  });
  return stages.map((stage) => {
    const own = passedOn.filter(({ product }) => product === stage.key);
    if (own.length === 0) return stage;
    const said = own.map(({ through, share }) => `${(share * 100).toFixed(1)} % of what ${through} sells`).join(', ');
    return {
      ...stage,
      flows: withoutTransshipment(stage.flows, own),
      explanation:
        `${stage.explanation ?? ''} As given, ${said} is goods of those who stop, as far as so much comes to it from them.`.trim(),
    };
  });
}
