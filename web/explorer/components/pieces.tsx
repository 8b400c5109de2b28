import { Fig } from './figure.tsx';

export type Piece = string | { readonly id: string; readonly text: string };

/** Text in which figures open their evidence. */
export const Pieces = ({ of }: { of: readonly Piece[] }) => (
  <>
    {of.map((piece, index) =>
      typeof piece === 'string' ? (
        piece
      ) : (
        <Fig key={index} id={piece.id}>
          {piece.text}
        </Fig>
      ),
    )}
  </>
);

/** The same as plain text. */
export const textOf = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
