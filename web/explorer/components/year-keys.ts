import { useEffect } from 'react';
import { isTyping } from '../shell/is-typing.ts';

/** `[` and `]` go a year back and on. */
export function useYearKeys(years: readonly number[], year: number | null, choose: (year: number) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      const { key } = event;
      const step = key === '[' ? -1 : key === ']' ? 1 : 0;
      const next = step === 0 || year === null ? undefined : years[years.indexOf(year) + step];
      if (next !== undefined) choose(next);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [years, year, choose]);
}
