import { Word } from './word.tsx';

interface YearWordProps {
  year: number | null;
  /** Years to choose from, the oldest first. */
  years: readonly number[];
  onChoose: (year: number) => void;
}

/** The year of a question. */
export const YearWord = ({ year, years, onChoose }: YearWordProps) => (
  <Word
    label="Year"
    value={String(year)}
    choices={[...years].reverse().map((one) => ({ key: String(one), name: String(one) }))}
    onChoose={(key) => onChoose(Number(key))}
  >
    {String(year ?? '…')}
  </Word>
);

type Measure = 'value' | 'mass';

/** Whether a question measures by value or by weight. */
export const MeasureWord = ({ basis, onChoose }: { basis: Measure; onChoose: (basis: Measure) => void }) => (
  <Word
    label="Measure"
    value={basis}
    choices={[
      { key: 'value', name: 'value', note: 'customs value in US dollars' },
      { key: 'mass', name: 'weight', note: 'net weight in tonnes' },
    ]}
    onChoose={(key) => onChoose(key === 'mass' ? 'mass' : 'value')}
  >
    {basis === 'mass' ? 'weight' : 'value'}
  </Word>
);
