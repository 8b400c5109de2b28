import { useEffect } from 'react';

/** The title of the window: what the page answers. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Lodegraph`;
  }, [title]);
}
