/** The kinds of things that have a page. */
export type Kind =
  | 'COUNTRY'
  | 'COALITION'
  | 'MINERAL'
  | 'PRODUCT'
  | 'SUPPLIER'
  | 'FACILITY'
  | 'AGENCY'
  | 'PERSON'
  | 'PROGRAMME'
  | 'AGREEMENT'
  | 'EXPORT_CONTROL'
  | 'EVENT'
  | 'SOURCE';

/** The same with what is drawn but has no page. */
export type Mark = Kind | 'COMMITMENT' | 'STOCKPILE';

const shapes: Record<Mark, { family: string; shape: React.ReactNode }> = {
  COUNTRY: { family: 'place', shape: <circle cx="7" cy="7" r="5" /> },
  COALITION: {
    family: 'place',
    shape: (
      <>
        <circle cx="7" cy="4" r="3" />
        <circle cx="3.8" cy="9.6" r="3" />
        <circle cx="10.2" cy="9.6" r="3" />
      </>
    ),
  },
  MINERAL: { family: 'material', shape: <path d="M7 1.4 12 4.2v5.6L7 12.6 2 9.8V4.2Z" /> },
  PRODUCT: {
    family: 'material',
    shape: <path d="M2 4.4 7 2l5 2.4v5.4L7 12.2 2 9.8Zm5 2.4v5M2.4 4.6 7 6.8l4.6-2.2" className="lined" />,
  },
  SUPPLIER: { family: 'maker', shape: <rect x="2" y="2" width="10" height="10" /> },
  FACILITY: { family: 'maker', shape: <path d="M1.5 12V5.5l3.2 2.2V5.5L8 7.7V2h4.5v10Z" /> },
  AGENCY: {
    family: 'body',
    shape: (
      <path d="M1.5 5 7 1.8 12.5 5v1h-11ZM2.5 7h1.8v4H2.5Zm3.6 0h1.8v4H6.1Zm3.6 0h1.8v4H9.7ZM1.5 11.4h11V13h-11Z" />
    ),
  },
  PERSON: {
    family: 'body',
    shape: <path d="M7 1.5a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM2 12.6C2 9.6 4.2 8 7 8s5 1.6 5 4.6Z" />,
  },
  PROGRAMME: { family: 'body', shape: <path d="M2 2.4h10v2.4H2Zm0 3.4h10v2.4H2Zm0 3.4h10v2.4H2Z" /> },
  AGREEMENT: {
    family: 'deal',
    shape: (
      <g className="lined">
        <circle cx="5" cy="7" r="3.4" />
        <circle cx="9" cy="7" r="3.4" />
      </g>
    ),
  },
  EXPORT_CONTROL: {
    family: 'rule',
    shape: <path d="M4.5 1.5h5l3 3v5l-3 3h-5l-3-3v-5Zm-1 4.6v1.8h7V6.1Z" fillRule="evenodd" />,
  },
  COMMITMENT: {
    family: 'deal',
    shape: <path d="M1.5 3.5h11v7h-11ZM7 5.4a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2Z" className="lined" />,
  },
  STOCKPILE: { family: 'material', shape: <path d="M2 12V8h4v4Zm6 0V8h4v4ZM5 7V3h4v4Z" /> },
  EVENT: { family: 'event', shape: <path d="M7 1.5 12.5 7 7 12.5 1.5 7Z" /> },
  SOURCE: { family: 'source', shape: <path d="M3 1.5h5.5L11 4v8.5H3Zm5 .8V4.5h2.2" className="lined" /> },
};

export const kindNames: Record<Mark, string> = {
  COUNTRY: 'Country',
  COALITION: 'Coalition',
  MINERAL: 'Mineral',
  PRODUCT: 'Product',
  SUPPLIER: 'Company',
  FACILITY: 'Plant or mine',
  AGENCY: 'Public body',
  PERSON: 'Person',
  PROGRAMME: 'Programme',
  AGREEMENT: 'Agreement',
  EXPORT_CONTROL: 'Export control',
  EVENT: 'Event',
  SOURCE: 'Source',
  COMMITMENT: 'Money',
  STOCKPILE: 'Stock',
};

const typeKinds: Record<string, Kind> = { ExportControl: 'EXPORT_CONTROL' };
/** The kind of a type of the schema. */
export const kindOfType = (type: string): Kind => typeKinds[type] ?? (type.toUpperCase() as Kind);

/** First part of the address of a thing of each kind. */
export const pathOfKind: Record<Kind, string> = {
  COUNTRY: 'country',
  COALITION: 'coalition',
  MINERAL: 'mineral',
  PRODUCT: 'product',
  SUPPLIER: 'supplier',
  FACILITY: 'facility',
  AGENCY: 'agency',
  PERSON: 'person',
  PROGRAMME: 'programme',
  AGREEMENT: 'agreement',
  EXPORT_CONTROL: 'control',
  EVENT: 'event',
  SOURCE: 'source',
};

/** The address of a thing, from its id: `Country:JPN` is `/country/JPN`. */
export function pathOfId(id: string): string | null {
  const [, type = '', key = ''] = /^(?:@[^:]*:)?([A-Za-z]+):(.+)$/.exec(id) ?? [];
  const path = pathOfKind[kindOfType(type)] as string | undefined;
  return path && key ? `/${path}/${encodeURIComponent(key)}` : null;
}

/** The sign of a kind. */
export function Glyph({ kind, size = 14, x, y }: { kind: Mark; size?: number; x?: number; y?: number }) {
  const { family, shape } = shapes[kind];
  return (
    <svg className={`glyph k-${family}`} x={x} y={y} width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      {shape}
    </svg>
  );
}
