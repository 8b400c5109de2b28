import { useState } from 'react';
import { useInSight } from './use-in-sight.ts';
import { YearStrip, type YearPoint } from '../charts/year-series.tsx';

interface YearSliderProps {
  points: readonly YearPoint[];
  year: number | null;
  line: number | null;
  /** `isLast` is false while the handle is dragged. */
  onChange: (year: number, isLast: boolean) => void;
}

const WIDTH = 880;

/** The years of a share, with a handle that chooses one. */
export function YearSlider({ points, year, line, onChange }: YearSliderProps) {
  const [dragged, drag] = useState<number | null>(null);
  const strip = useInSight<HTMLDivElement>('.chosen', year);
  const [first, last] = [points[0]?.year, points.at(-1)?.year];
  if (first === undefined || last === undefined) return null;
  const shown = dragged ?? year ?? last;
  const choose = (text: string, isLast: boolean) => {
    const chosen = Number(text);
    drag(isLast ? null : chosen);
    if (chosen !== year) onChange(chosen, isLast);
  };
  return (
    <div className="years" ref={strip}>
      <div className="years-inner">
        <YearStrip points={points} width={WIDTH} height={120} selected={shown} line={line} />
        <input
          type="range"
          aria-label="Year"
          min={first}
          max={last}
          step={1}
          value={shown}
          onChange={({ currentTarget }) => choose(currentTarget.value, false)}
          onPointerUp={({ currentTarget }) => choose(currentTarget.value, true)}
          onKeyUp={({ currentTarget }) => choose(currentTarget.value, true)}
        />
      </div>
    </div>
  );
}
