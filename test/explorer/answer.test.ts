import { describe, expect, test } from 'vitest';
import { answerOf, mostHidden, type Member, type Piece } from '../../web/explorer/pages/question/answer.ts';
import type { RowFragment } from '../../web/explorer/api/generated.ts';

const row = (fields: Partial<RowFragment>): RowFragment => ({
  ...{ id: 'Dependence:1', year: 2024, share: null, shareAtMost: null, directUnknownShare: 0, missing: null },
  ...{ lookThroughShare: null, unknownShare: null, lookThroughMissing: null, lookThroughConfidence: null },
  ...{ confidence: 'MEDIUM', complete: true, sensitivity: [], sources: [] },
  imports: { valueUsd: '100', tonnes: 1, flows: 1, complete: true },
  ...fields,
});
const member = (name: string, fields: Partial<RowFragment>): Member => ({
  iso3: name.slice(0, 3).toUpperCase(),
  name,
  row: row(fields),
});
const said = (pieces: readonly Piece[]) =>
  pieces
    .map((piece) => (typeof piece === 'string' ? piece : piece.text))
    .join('')
    .replace(/\u202F/g, ' ');
const ask = (members: readonly Member[], isLookedThrough = true) => {
  const answer = answerOf({
    on: 'China',
    product: 'magnets',
    line: 0.65,
    isLookedThrough,
    members,
    selected: mostHidden(members),
  });
  return { headline: said(answer.headline), below: said(answer.below), isLow: answer.isLow };
};

const japan = member('Japan', {
  share: 0.28,
  lookThroughShare: 0.93,
  unknownShare: 0.07,
  lookThroughConfidence: 'LOW',
});
const italy = member('Italy', { share: 0.76, lookThroughShare: 0.97, unknownShare: 0.01 });

describe('the answer to who depends', () => {
  test('counts who is above half, and says at least where much is unknown', () => {
    const { headline, isLow } = ask([japan, italy]);
    expect(headline).toBe(
      'One of two bought more than half of their magnets from China; Japan bought 28 %, but looked through at least 93 %',
    );
    expect(isLow).toBe(true);
  });

  test('says nothing of what lies behind when direct imports are asked for', () => {
    const { headline, below, isLow } = ask([japan, italy], false);
    expect(headline).toBe('One of two bought more than half of their magnets from China; Japan bought 28 %.');
    expect(below).toBe('One of two is above the 65 % limit.');
    expect(isLow).toBe(false);
  });

  test('never counts a member without a share as one below', () => {
    const { headline, below } = ask([italy, member('Canada', { missing: 'TOTAL_UNKNOWN', shareAtMost: 0.9 })]);
    expect(headline).toContain('Italy bought 76 % of its magnets from China');
    expect(below).toContain('One member has no share');
  });

  test('says that it is not known where nobody has a share, with what bounds it', () => {
    const { headline, below } = ask([member('Canada', { missing: 'TOTAL_UNKNOWN', shareAtMost: 0.9 })]);
    expect(headline).toBe('How much of their magnets came from China is not known.');
    expect(below).toContain('the shares are at most 90 %.');
  });

  test('names the sources without which the one it speaks of changes sides', () => {
    const source = { key: 'doe', title: 'Report', publisher: 'Department', vintage: '2022' };
    const crossing = { change: 'CROSSED' as const, share: 0.28, lookThroughShare: 0.28, source };
    const { below } = ask([member('Japan', { ...japan.row, sensitivity: [crossing] })]);
    expect(below).toContain('Without Department Japan is on the other side of it.');
  });
});
