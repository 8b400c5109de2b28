import { useId, useState } from 'react';

interface Choice {
  readonly key: string;
  readonly name: string;
}

/** What can be given to a what-if besides. */
export type Kind = 'spare' | 'stock' | 'instead';

interface AssumptionsProps {
  /** A sentence each, as the answer gives them. */
  of: readonly string[];
  given: Readonly<Record<Kind, readonly string[]>>;
  products: readonly Choice[];
  countries: readonly Choice[];
  /** Which form is open. */
  open: Kind | null;
  onOpen: (kind: Kind | null) => void;
  onChange: (kind: Kind, values: readonly string[]) => void;
}

const kinds: readonly { kind: Kind; says: RegExp; what: string; amount: string }[] = [
  { kind: 'spare', says: /^(no )?spare capacity/i, what: 'spare capacity', amount: 'Tonnes a year' },
  { kind: 'stock', says: /^(no )?stocks?\b/i, what: 'stocks', amount: 'Tonnes' },
  { kind: 'instead', says: /^(no )?substitut/i, what: 'substitutes', amount: 'Per cent of its use' },
];

/** What the answer assumes, numbered, with a control beside each that can be given. */
export function Assumptions({ of, given, products, countries, open, onOpen, onChange }: AssumptionsProps) {
  const said = kinds.filter(({ says }) => of.some((one) => says.test(one))).map(({ kind }) => kind);
  const unsaid = kinds.filter(({ kind }) => !said.includes(kind));
  const control = (one: (typeof kinds)[number]) => (
    <Given
      key={one.kind}
      {...one}
      {...{ products, countries }}
      given={given[one.kind]}
      isOpen={open === one.kind}
      onOpen={(isOpen) => onOpen(isOpen ? one.kind : null)}
      onChange={(values) => onChange(one.kind, values)}
    />
  );
  return (
    <section className="rail-section assumptions" id="assumptions">
      <h2>What this assumes</h2>
      <ol>
        {of.map((text) => (
          <li key={text}>
            {text.replace(/ ?\(`\w+`\)/g, '')} {kinds.filter(({ says }) => says.test(text)).map(control)}
          </li>
        ))}
        {unsaid.map((one) => (
          <li key={one.kind}>
            {one.what.replace(/^./, (first) => first.toUpperCase())}: as given. {control(one)}
          </li>
        ))}
      </ol>
      <p className="small">
        Not a forecast: the best case, and the case in which nobody gives way, on these figures. Prices, quality and
        transport are left out.
      </p>
    </section>
  );
}

interface GivenProps {
  kind: Kind;
  what: string;
  amount: string;
  given: readonly string[];
  products: readonly Choice[];
  countries: readonly Choice[];
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onChange: (values: readonly string[]) => void;
}

function Given({ kind, what, amount, given, products, countries, isOpen, onOpen, onChange }: GivenProps) {
  const list = useId();
  const [wrong, setWrong] = useState('');
  const nameOf = (key: string | undefined, of: readonly Choice[]) =>
    of.find((one) => one.key === key)?.name ?? key ?? '';
  const inWords = (text: string): string => {
    const parts = text.split(':');
    if (kind === 'instead') {
      const [product, share, country] = parts;
      return `${Math.round(Number(share) * 100)} % of ${nameOf(product, products).toLowerCase()}${country ? ` in ${nameOf(country, countries)}` : ''}`;
    }
    const [country, product, tonnes] = parts;
    return `${tonnes ?? '?'} t of ${nameOf(product, products).toLowerCase()} in ${nameOf(country, countries)}`;
  };
  return (
    <>
      <button type="button" className="link" aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
        Give some<span className="out-of-sight"> {what}</span>
      </button>
      {given.length > 0 ? (
        <ul className="given">
          {given.map((text) => (
            <li key={text}>
              {inWords(text)}{' '}
              <button type="button" className="link" onClick={() => onChange(given.filter((one) => one !== text))}>
                take back<span className="out-of-sight"> {inWords(text)}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      {isOpen ? (
        <form
          className="give"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            const text = (name: string) => ((form.get(name) as string | null) ?? '').trim();
            const value = Number(text('amount'));
            const typed = text('country');
            const country = countries.find(({ name }) => name.toLowerCase() === typed.toLowerCase())?.key ?? typed;
            if (text('amount') === '' || !Number.isFinite(value) || value < 0 || (kind === 'instead' && value > 100)) {
              setWrong(kind === 'instead' ? 'Give 0 to 100 per cent.' : 'Give a number of tonnes.');
              return;
            }
            if (kind !== 'instead' && country === '') {
              setWrong('Name a country.');
              return;
            }
            if (country.includes(':')) {
              setWrong('A country’s name has no colon.');
              return;
            }
            const product = text('product');
            const one =
              kind === 'instead'
                ? `${product}:${value / 100}${country ? `:${country}` : ''}`
                : `${country}:${product}:${value}`;
            setWrong('');
            onOpen(false);
            onChange([...new Set([...given, one])]);
          }}
        >
          <label>
            Country{kind === 'instead' ? ' (everywhere if none)' : ''}
            <input name="country" list={list} autoComplete="off" maxLength={60} />
          </label>
          <datalist id={list}>
            {countries.map(({ key, name }) => (
              <option key={key} value={name} />
            ))}
          </datalist>
          <label>
            Product
            <select name="product">
              {products.map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <label>
            {amount}
            <input name="amount" inputMode="decimal" autoComplete="off" maxLength={12} />
          </label>
          {wrong ? (
            <p role="alert" className="wrong">
              {wrong}
            </p>
          ) : null}
          <button type="submit" className="btn primary">
            Give it
          </button>
        </form>
      ) : null}
    </>
  );
}
