import { Fragment } from 'react';
import { Go } from '../../address/go.tsx';
import { ConfidenceMark, Fig, LowChip, Miss } from '../../components/figure.tsx';
import { Glyph, kindOfType, pathOfId } from '../../components/glyph.tsx';
import { inPlainWords } from '../../evidence/node.ts';
import type { Cell, Said } from './thing.ts';

/** A sentence with its figures as doors. */
export const Saying = ({ of }: { of: readonly Said[] }) => (
  <>
    {of.map((piece, index) =>
      typeof piece === 'string' ? (
        piece
      ) : 'low' in piece ? (
        <LowChip key={index} of="LOW" />
      ) : (
        <Fig key={index} id={piece.id}>
          {piece.text}
        </Fig>
      ),
    )}
  </>
);

/** The same as text. */
export const plainly = (of: readonly Said[]): string =>
  of.map((piece) => (typeof piece === 'string' ? piece : 'low' in piece ? 'low confidence' : piece.text)).join('');

const typeOf = (id: string) => /^(?:@[^:]*:)?([A-Za-z]+):/.exec(id)?.[1] ?? '';

/** A thing with the sign of its kind; one without a page of its own opens its evidence. */
export function ThingName({
  id,
  text,
  note,
  isPlain = false,
}: {
  id: string;
  text: string;
  note?: string | null;
  isPlain?: boolean;
}) {
  const path = pathOfId(id);
  return (
    <span className="thing-name">
      {path && !isPlain ? <Glyph kind={kindOfType(typeOf(id))} size={12} /> : null}
      <span>
        {path ? <Go to={path}>{text}</Go> : <Fig id={id}>{text}</Fig>}
        {note ? <small> {note}</small> : null}
      </span>
    </span>
  );
}

/** What stands in a cell. */
export function CellText({ of }: { of: Cell }) {
  if (of === null) return null;
  if (typeof of === 'string') return of;
  switch (of.is) {
    case 'figure':
      return (
        <>
          <Fig id={of.id}>{of.text}</Fig>
          <ConfidenceMark of={of.confidence} />
        </>
      );
    case 'missing':
      return <Miss reason={of.reason} />;
    case 'thing':
      return <ThingName id={of.id} text={of.text} {...(of.note ? { note: of.note } : {})} />;
    case 'stages':
      return (
        <span className="stages">
          {of.of.map((stage) => (
            <span key={stage} className={`stage st-${stage.toLowerCase()}`}>
              {inPlainWords(stage)}
            </span>
          ))}
        </span>
      );
    case 'state':
      return <span className={`state state-${of.shape} of-${of.of}`}>{of.text}</span>;
    case 'source':
      return (
        <Go to={`/source/${of.key}`} title={of.title}>
          {of.text}
        </Go>
      );
    case 'bar':
      return null;
  }
}

/** Several in a line. */
export const CellsText = ({ of }: { of: readonly Cell[] }) => (
  <>
    {of.map((cell, index) => (
      <Fragment key={index}>
        {index > 0 ? <span aria-hidden="true">, </span> : null}
        <CellText of={cell} />
      </Fragment>
    ))}
  </>
);

/** A cell as it is taken away. */
export function cellText(of: Cell): string {
  if (of === null) return '';
  if (typeof of === 'string') return of;
  switch (of.is) {
    case 'stages':
      return of.of.map(inPlainWords).join(', ');
    case 'missing':
      return '';
    case 'bar':
      return of.share === null ? '' : String(of.share);
    default:
      return of.text;
  }
}
