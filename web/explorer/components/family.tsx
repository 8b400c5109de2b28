import { useLocation } from '@tanstack/react-router';
import { Go } from '../address/go.tsx';
import { useInSight } from './use-in-sight.ts';

interface FamilyProps {
  on: string;
  product: string;
  among?: string;
  year?: number | null;
  /** Who imports. */
  of?: string | null | undefined;
}

/** The questions that ask about the same country and product. */
export function Family({ on, product, among, year, of }: FamilyProps) {
  const pathname = useLocation({ select: (location) => location.pathname });
  const row = useInSight<HTMLElement>('[aria-current]', pathname);
  const pages = [
    ['/', 'Who depends', { on, product, among, year }],
    ['/behind', 'What lies behind', { of, on, product, year }],
    ['/replace', 'Who could replace', { on, product, for: of }],
    ['/concentration', 'How concentrated', { product, year }],
    ['/chokepoints', 'Without whom', { product, among, year }],
  ] as const;
  return (
    <nav className="family" ref={row} aria-label="Questions">
      {pages.map(([to, name, given]) => (
        <Go
          key={to}
          to={to}
          given={given}
          {...(pathname === to || (to === '/' && pathname === '/depend') ? { 'aria-current': 'page' as const } : {})}
        >
          {name}
        </Go>
      ))}
    </nav>
  );
}
