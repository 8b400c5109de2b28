import { useClocks } from '../../address/use-address.ts';
import { BehindDocument } from '../../api/generated.ts';
import { useAsk } from '../../api/use-ask.ts';
import { LowChip } from '../../components/figure.tsx';
import { Failure, Problems } from '../../components/notice.tsx';
import { Pieces } from '../../components/pieces.tsx';
import { Go } from '../../address/go.tsx';
import { answerOf, importerOf, isUnanswered } from './answer.ts';
import { BehindView } from './behind-view.tsx';

interface BehindNearProps {
  of: string;
  on: string;
  product: string;
  year: number | null;
  basis: 'VALUE' | 'MASS';
}

/** What lies behind one importer, below another question. */
export default function BehindNear(asked: BehindNearProps) {
  const { data, error, isPlaceholderData, refetch } = useAsk(BehindDocument, { ...asked, ...useClocks() });
  const answer = data?.data.dependence ?? null;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!answer) return <p className="dim near-kept">Looking…</p>;
  const problems = data?.problems ?? [];
  const said = isUnanswered(answer, problems) ? { headline: [], below: [] } : answerOf(answer, asked.basis);
  const { of, on, product, year } = asked;
  return (
    <section className="behind-near">
      <h2>
        <Go to="/behind" given={{ of, on, product, year, basis: asked.basis === 'MASS' ? 'mass' : null }}>
          What lies behind {importerOf(answer).name}’s {answer.product.name.toLowerCase()}
        </Go>
      </h2>
      <Problems of={problems} retry={() => void refetch()} />
      <p className="below">
        <Pieces of={[...said.headline, ' ', ...said.below]} /> <LowChip of={answer.lookThroughConfidence} />
      </p>
      <BehindView of={answer} basis={asked.basis} isOld={isPlaceholderData} problems={problems} />
    </section>
  );
}
