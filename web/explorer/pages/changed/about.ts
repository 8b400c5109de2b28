import { pathOfKind, type Kind } from '../../components/glyph.tsx';

const types: Partial<Record<Kind, string>> = { EXPORT_CONTROL: 'ExportControl' };
const typeOf = (kind: Kind) => types[kind] ?? `${kind.charAt(0)}${kind.slice(1).toLowerCase()}`;

const questions = new Set(['/', '/depend', '/behind', '/replace', '/concentration', '/chokepoints']);

/** What a page is about, as the page of changes takes it: a thing by type and key, or a question. */
export function aboutOf(pathname: string, search: string): Record<string, string> {
  const [, first = '', key] = pathname.split('/');
  const kind = (Object.keys(pathOfKind) as Kind[]).find((one) => pathOfKind[one] === first);
  if (kind && key) return { about: `${typeOf(kind)}:${decodeURIComponent(key)}` };
  const given = new URLSearchParams(search);
  if (questions.has(pathname))
    return {
      among: given.get('among') ?? 'finance-ministerial-2026',
      on: given.get('on') ?? 'CHN',
      product: given.get('product') ?? 'permanent-magnets',
    };
  const about = given.get('about') ?? (pathname === '/graph' ? given.get('focus') : null);
  return about?.includes(':') ? { about } : {};
}
