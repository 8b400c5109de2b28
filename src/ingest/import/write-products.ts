import type { Stage } from '../../api/generated.ts';
import type { Write } from '../../graph/graph.ts';
import { nodeRow, relationshipRow } from '../../loading/upsert.ts';
import { namesOfCode } from '../../entities/product/code-names.ts';
import { loadProducts } from '../../entities/product/load.ts';
import { fold } from '../../lib/fold.ts';
import { loadNames, loadSpellings } from '../../entities/names/load.ts';
import type { MadeProduct } from '../reading/made-product.ts';
import { writeRows } from '../../loading/write-rows.ts';

// The chapters of the Harmonized System, roughly: ores and other raw goods, chemicals, metals, and what is made of them.
const stageOf = (hs: string): Stage => {
  const chapter = Number(hs.slice(0, 2));
  if (chapter < 28) return 'EXTRACTION';
  if (chapter < 41) return 'REFINING';
  return chapter >= 71 && chapter < 82 ? 'METAL' : 'COMPONENT';
};

/** Writes products that were made, with the names by which they are found. The seed leaves them alone. */
export async function writeProducts(write: Write, products: readonly MadeProduct[], origin: string): Promise<void> {
  if (products.length === 0) return;
  await writeRows(
    write,
    loadProducts.statement,
    products.map(({ slug, hs, name, hsRevision }) =>
      nodeRow('slug', {
        ...{ slug, name, hsCodes: [hs], hsRevision, hsText: name, aliases: [], stage: stageOf(hs), origin },
        note: 'Made by an import for its code; the stage is that of most goods in the chapter of the code.',
      }),
    ),
  );
  const names = products.flatMap(({ slug, hs, name }) =>
    [...new Set([slug, `${name} (${hs})`, ...namesOfCode(hs)].map(fold))].map((text) => ({
      slug,
      text,
      id: `Product:${text}`,
    })),
  );
  await writeRows(
    write,
    loadSpellings,
    names.map(({ id, text }) => nodeRow('id', { id, kind: 'Product', text, written: null, publisher: null })),
  );
  await writeRows(
    write,
    loadNames.Product,
    names.map(({ id, slug }) => relationshipRow(id, slug, { origin })),
  );
}
