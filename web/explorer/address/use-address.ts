import { useLocation } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { clocksOf, common, readAddress, writeAddress, type Fields, type Values } from './address.ts';
import { useHistory } from './use-history.ts';

/** Changes the address; a change that is one of many, as of a handle that is dragged, replaces the one before it. */
export type ChangeAddress<F extends Fields> = (patch: Partial<Values<F>>, options?: { replace?: boolean }) => void;

/** What the address of the page says, and how it is changed: each change is one entry of the history. */
export function useAddress<F extends Fields>(fields: F) {
  const history = useHistory();
  const search = useLocation({ select: ({ searchStr }) => searchStr });
  const { values, broken } = useMemo(() => readAddress(fields, search), [fields, search]);
  const change = useCallback<ChangeAddress<F>>(
    (patch, { replace = false } = {}) => {
      const { pathname, search: now, hash } = history.location;
      const address = `${pathname}${writeAddress(fields, now, patch)}${hash}`;
      if (replace) history.replace(address);
      else history.push(address);
    },
    [fields, history],
  );
  return { values, broken, change };
}

/** The clocks of the page, and the evidence that is open. */
export const useCommon = () => useAddress(common);

/** The clocks as variables of an operation: what is now is left out. */
export function useClocks(): { asOf?: string; knownAt?: string } {
  const { asOf, knownAt } = useCommon().values;
  return useMemo(() => clocksOf({ asOf, knownAt }), [asOf, knownAt]);
}
