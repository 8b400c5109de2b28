import { useEffect } from 'react';

/** `[` and `]` go a year back and on. */
export function useYearKeys(years: readonly number[], year: number | null, choose: (year: number) => void): void {
  useEffect(() => {
    const onKeyDown = ({ key, target, ctrlKey, metaKey }: KeyboardEvent) => {
      if (ctrlKey || metaKey || (target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(target.tagName))) return;
      const step = key === '[' ? -1 : key === ']' ? 1 : 0;
      const next = step === 0 || year === null ? undefined : years[years.indexOf(year) + step];
      if (next !== undefined) choose(next);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [years, year, choose]);
}
