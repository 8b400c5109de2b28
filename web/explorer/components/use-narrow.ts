import { useSyncExternalStore } from 'react';

/** The width below which pages stand in one column, as in the styles. */
const narrow = () => matchMedia('screen and (max-width: 760px)');

const subscribe = (onChange: () => void) => {
  const query = narrow();
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
};

/** Whether the window is as narrow as a phone. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow().matches);
