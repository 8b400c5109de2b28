import { useLocation } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Go } from '../address/go.tsx';
import { useInSight } from '../components/use-in-sight.ts';
import { ClockButton, ClockBand } from './clocks.tsx';

const pages = [
  { to: '/', name: 'Question', also: ['/depend', '/behind', '/replace', '/concentration', '/chokepoints'] },
  { to: '/graph', name: 'Graph', also: [] },
  { to: '/what-if', name: 'What if', also: [] },
  { to: '/timeline', name: 'Timeline', also: [] },
  { to: '/sources', name: 'Sources', also: [] },
] as const;

interface HeaderProps {
  onSearch: () => void;
}

/** The head of every page: where one is, search, the two clocks. */
export function Header({ onSearch }: HeaderProps) {
  const pathname = useLocation({ select: (location) => location.pathname });
  const row = useInSight<HTMLElement>('[aria-current]', pathname);
  return (
    <>
      <header className="top">
        <a className="skip" href="#main">
          To the answer
        </a>
        <Go to="/" className="logo">
          <Logo />
          Lodegraph
        </Go>
        <nav aria-label="Pages" ref={row}>
          {pages.map(({ to, name, also }) => (
            <Go
              key={to}
              to={to}
              {...(pathname === to || (also as readonly string[]).includes(pathname)
                ? { 'aria-current': 'page' as const }
                : {})}
            >
              {name}
            </Go>
          ))}
          <a className="pg" href="/playground/">
            Playground
          </a>
        </nav>
        <button type="button" className="searchbox" onClick={onSearch} aria-label="Search everything">
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <path
              d="M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm3.3 7.8 3.4 3.4"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.4"
            />
          </svg>
          <span>Search everything</span>
          <kbd>/</kbd>
        </button>
        <ClockButton />
        <ThemeButton />
      </header>
      <ClockBand />
    </>
  );
}

const Logo = () => (
  <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" className="logo-mark">
    <rect width="24" height="24" rx="5" />
    <path d="M7 6v11h10M7 6l9 4-9 7" />
    <circle cx="7" cy="6" r="2" />
    <circle cx="7" cy="17" r="2" />
    <circle cx="17" cy="17" r="2" />
    <circle cx="16" cy="10" r="2" className="mark" />
  </svg>
);

type Theme = 'light' | 'dark';
const stored = (): Theme | null => {
  const theme = localStorage.getItem('lodegraph:theme');
  return theme === 'light' || theme === 'dark' ? theme : null;
};
const system = (): Theme => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

/** Light or dark: the system's, until it is chosen here. */
function ThemeButton() {
  const [theme, setTheme] = useState<Theme>(() => stored() ?? system());
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => stored() === null && setTheme(system());
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="ib"
      aria-label={`Show in ${other}`}
      onClick={() => {
        localStorage.setItem('lodegraph:theme', other);
        setTheme(other);
      }}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1Z" fill="none" stroke="currentColor" strokeWidth="1.4" />
      </svg>
    </button>
  );
}
