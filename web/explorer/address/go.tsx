import { useLocation } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { common, readAddress, writeAddress } from './address.ts';
import { useHistory } from './use-history.ts';

type Given = string | number | null | undefined | readonly string[];

/** The address of another page: what is given for it, and the clocks of this one. */
export function useHref(): (path: string, given?: Record<string, Given>) => string {
  const search = useLocation({ select: ({ searchStr }) => searchStr });
  const { asOf, knownAt } = readAddress(common, search).values;
  return (path, given = {}) => {
    const [page = '', hash] = path.split('#');
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(given))
      for (const one of [value ?? []].flat()) parameters.append(name, String(one));
    const query = writeAddress(common, parameters.toString(), { asOf, knownAt });
    return `${page}${query}${hash ? `#${hash}` : ''}`;
  };
}

const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;

interface GoProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** Path of the page. */
  to: string;
  given?: Record<string, Given>;
}

/** A link to another page of the explorer, which keeps the clocks. */
export function Go({ to, given, onClick, children, ...rest }: GoProps) {
  const history = useHistory();
  const href = useHref()(to, given);
  return (
    <a
      {...rest}
      href={href}
      onClick={(event) => {
        onClick?.(event);
        if (event.defaultPrevented || !isPlain(event)) return;
        event.preventDefault();
        history.push(href);
      }}
    >
      {children}
    </a>
  );
}
