import { Notice } from './notice.tsx';

interface NearestYearProps {
  /** What there is nothing of. */
  title: string;
  year: number;
  onChoose: (year: number) => void;
}

/** Where a year has nothing: the way to the nearest one that has. */
export const NearestYear = ({ title, year, onChoose }: NearestYearProps) => (
  <Notice title={title}>
    The nearest year that has some is{' '}
    <button type="button" className="link" onClick={() => onChoose(year)}>
      {year}
    </button>
    .
  </Notice>
);
