import './differs.css';
import { common, optionalText } from '../../address/address.ts';
import { useAddress, useClocks } from '../../address/use-address.ts';
import { Go } from '../../address/go.tsx';
import { useAsk } from '../../api/use-ask.ts';
import { DiffersDocument, DiffersMoreDocument, type SearchKind } from '../../api/generated.ts';
import { Fig } from '../../components/figure.tsx';
import { pathOfId } from '../../components/glyph.tsx';
import { Broken, Failure, Notice, Problems } from '../../components/notice.tsx';
import { NamedWord } from '../../components/named-word.tsx';
import { TakeAway } from '../../components/take-away.tsx';
import { Sentence } from '../../components/word.tsx';
import { Level, SourceName } from '../../evidence/claim-card.tsx';
import { inPlainWords } from '../../evidence/node.ts';
import { day } from '../../format/numbers.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import type { Column, Taken } from '../../take-away/actions.ts';
import { lookedAt, moreDifferences } from './more.ts';
import { answerOf, differencesOf, type Difference, type Side } from './rows.ts';

/** The address: a thing or a figure by its id; without one, all that was decided by hand. */
const fields = { ...common, about: optionalText };
const kinds: readonly SearchKind[] = [
  'COUNTRY',
  'MINERAL',
  'SUPPLIER',
  'FACILITY',
  'AGREEMENT',
  'EXPORT_CONTROL',
  'EVENT',
];
const isFigureId = (id: string) => /^(@[^:]*:)?(Dependence|TradeFlow|Observation|Claim):/.test(id);

/** Where publishers, or the two sides of a flow, say different things. */
export function DiffersPage() {
  const { values, broken, change } = useAddress(fields);
  const { about } = values;
  const clocks = useClocks();
  const isFigure = about !== null && isFigureId(about);
  const isThing = about !== null && !isFigure;
  const variables = { thing: about ?? '', figure: about ?? '', isThing, isFigure, isAll: about === null, ...clocks };
  const { data, error, isPlaceholderData, refetch } = useAsk(DiffersDocument, variables);
  const answer = data?.data;
  const [, kind = '', slug = ''] = /^(?:@[^:]*:)?(Country|Mineral):(.+)$/.exec(about ?? '') ?? [];
  const moreVariables = { slug, isCountry: kind === 'Country', isMineral: kind === 'Mineral', ...clocks };
  const more = useAsk(DiffersMoreDocument, moreVariables, { enabled: kind !== '' && data !== undefined });
  const found = kind === '' ? undefined : more.data?.data;
  const isLooking = kind !== '' && !found && !more.error;
  const differences = [...differencesOf(answer), ...moreDifferences(found)];
  const name = answer?.neighbours?.of.name ?? (isFigure ? (differences[0]?.about ?? 'this figure') : null);
  const title = `Who says otherwise${name ? ` about ${name}` : ''}`;
  usePageTitle(title);
  const rows = differences.flatMap((difference) =>
    difference.sides.map((side, index) => ({
      difference,
      side,
      isShown: index === 0 && !difference.isUnranked,
    })),
  );
  const taken: Taken = {
    title,
    clocks,
    sources: [...new Map(rows.flatMap(({ side: { source } }) => (source ? [[source.key, source]] : []))).values()],
    json: found ? { ...answer, ...found } : answer,
    operation: { query: DiffersDocument.toString(), variables },
    table: { columns, rows },
  };
  return (
    <div className="page">
      <Broken names={broken} />
      <div className="ask">
        <div className="ask-text">
          <Sentence>
            Who says otherwise about{' '}
            <NamedWord
              label="About"
              value={about ?? ''}
              name={name ?? (about === null ? 'anything' : about)}
              kinds={kinds}
              offered={[{ key: '', name: 'anything' }]}
              isById
              onChoose={(key) => change({ about: key || null })}
            />
            ?
          </Sentence>
          {error ? <Failure error={error} retry={() => void refetch()} /> : null}
          {answer ? (
            <p className={isPlaceholderData ? 'below old' : 'below'} aria-live="polite">
              {isLooking ? '…' : answerOf(differences, name)} {found ? lookedAt(found) : ''}
            </p>
          ) : error ? null : (
            <p className="below">…</p>
          )}
        </div>
        <TakeAway taken={taken} />
      </div>
      {more.error ? <Failure error={more.error} retry={() => void more.refetch()} /> : null}
      <Problems of={[...(data?.problems ?? []), ...(kind === '' ? [] : (more.data?.problems ?? []))]} />
      {answer && isThing && !answer.neighbours ? (
        <Notice isWarning title={`Nothing is known as “${about.slice(0, 60)}”.`}>
          Choose another in the sentence above.
        </Notice>
      ) : null}
      {differences.map((difference, index) => (
        <Both key={index} of={difference} />
      ))}
    </div>
  );
}

const Both = ({ of: { about, aboutId, property, scope, sides, isUnranked } }: { of: Difference }) => {
  const path = aboutId ? pathOfId(aboutId) : null;
  return (
    <section className="difference">
      <h2>
        {path ? <Go to={path}>{about}</Go> : about}:{' '}
        <span>
          {inPlainWords(property)}
          {scope ? ` (${scope})` : ''}
        </span>
      </h2>
      <ol className="sides">
        {sides.map((side, index) => (
          <li key={index} className={index === 0 && !isUnranked ? 'side shown' : 'side'}>
            <p className="side-value">
              {side.id ? <Fig id={side.id}>{side.value || 'no value'}</Fig> : side.value} <Level of={side.confidence} />
            </p>
            <p className="small">{side.source ? <SourceName of={side.source} /> : 'no source named'}</p>
            <p className="small">
              {index === 0 && !isUnranked ? 'This one is shown. ' : ''}
              {side.reason === null || side.reason === 'ranked normal' ? '' : side.reason}
              {side.recordedAt ? ` Recorded ${day(side.recordedAt.slice(0, 10))}.` : ''}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
};

const columns: readonly Column<{ difference: Difference; side: Side; isShown: boolean }>[] = [
  { name: 'about', of: ({ difference }) => difference.about },
  { name: 'property', of: ({ difference }) => difference.property },
  { name: 'scope', of: ({ difference }) => difference.scope },
  { name: 'value', of: ({ side }) => side.value },
  { name: 'is_shown', of: ({ isShown }) => isShown },
  { name: 'confidence', of: ({ side }) => side.confidence },
  { name: 'reason', of: ({ side }) => side.reason },
  { name: 'recorded', of: ({ side }) => side.recordedAt },
  { name: 'source', of: ({ side }) => side.source?.key },
];
