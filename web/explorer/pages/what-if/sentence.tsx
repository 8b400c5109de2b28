import type { ChangeAddress } from '../../address/use-address.ts';
import type { DisruptionInput } from '../../api/generated.ts';
import { NamedWord } from '../../components/named-word.tsx';
import { usualBuyers, usualCountries } from '../../components/usual.ts';
import { Sentence, Word } from '../../components/word.tsx';
import { day, inWords, listed, percent } from '../../format/numbers.ts';
import type { Kind } from './assumptions.tsx';
import type { whatIfFields } from './fields.ts';
import { monthAfter, type WhatIfAddress } from './input.ts';

interface WhatIfSentenceProps {
  values: WhatIfAddress;
  input: Omit<DisruptionInput, 'rule'>;
  nameOf: (key: string) => string;
  onChange: ChangeAddress<typeof whatIfFields>;
  onGive: (kind: Kind) => void;
}

const NONE = '-';
const EVERYONE = '*';
const cuts = [1, 0.75, 0.5, 0.25, 0.1];
const spans = [1, 3, 6, 12, 24, 36];

const usualGoods = [
  ['Product:permanent-magnets', 'Permanent magnets', 'product'],
  ['Product:rare-earth-metals', 'Rare-earth metals', 'product'],
  ['Mineral:magnet-rare-earths', 'Magnet rare earths', 'mineral'],
  ['Mineral:gallium', 'Gallium', 'mineral'],
  ['Mineral:germanium', 'Germanium', 'mineral'],
  ['Mineral:antimony', 'Antimony', 'mineral'],
  ['Mineral:graphite', 'Graphite', 'mineral'],
  ['Mineral:tungsten', 'Tungsten', 'mineral'],
].map(([key = '', name = '', note = '']) => ({ key, name, note }));

/** Who stops what, for whom, from when and how long: the words are the controls. */
export function WhatIfSentence({ values, input, nameOf, onChange, onGive }: WhatIfSentenceProps) {
  const { stop, cut, to, months, minerals, spare, stock, instead } = values;
  const products = input.products ?? [];
  const goods = [...products.map((slug) => `Product:${slug}`), ...minerals.map((slug) => `Mineral:${slug}`)];
  const setGoods = (next: readonly string[]) =>
    onChange({
      products: next.filter((id) => id.startsWith('Product:')).map((id) => id.replace(/^Product:/, '')),
      minerals: next.filter((id) => id.startsWith('Mineral:')).map((id) => id.replace(/^Mineral:/, '')),
      giver: null,
    });
  const from = input.from;
  return (
    <Sentence>
      What if{' '}
      {stop.map((iso3, index) => (
        <span key={iso3}>
          {index > 0 ? ' and ' : ''}
          <NamedWord
            label="Country that stops"
            value={iso3}
            name={nameOf(iso3)}
            kinds={['COUNTRY']}
            offered={stop.length > 1 ? [{ key: NONE, name: 'Leave it out' }, ...usualCountries] : usualCountries}
            onChoose={(key) => onChange({ stop: replaced(stop, index, key === NONE ? null : key), giver: null })}
          />
        </span>
      ))}{' '}
      <NamedWord
        label="One more country"
        value=""
        name="+"
        kinds={['COUNTRY']}
        offered={usualCountries}
        onChoose={(key) => onChange({ stop: [...new Set([...stop, key])], giver: null })}
      />{' '}
      {stop.length === 1 ? 'stops' : 'stop'} selling{' '}
      <Word
        label="Part"
        value={String(cut)}
        choices={cuts.map((one) => ({ key: String(one), name: one === 1 ? 'all of it' : percent(one, 0) }))}
        onChoose={(key) => onChange({ cut: Number(key) })}
      >
        {cut === 1 ? 'all of its' : `${percent(cut, 0)} of its`}
      </Word>{' '}
      {goods.map((id, index) => (
        <span key={id}>
          {index > 0 ? ' and ' : ''}
          <NamedWord
            label="What stops"
            value={id}
            name={nameOf(id.replace(/^\w+:/, ''))}
            kinds={['PRODUCT', 'MINERAL']}
            offered={goods.length > 1 ? [{ key: NONE, name: 'Leave it out' }, ...usualGoods] : usualGoods}
            isById
            onChoose={(key) => setGoods(replaced(goods, index, key === NONE ? null : key))}
          />
        </span>
      ))}{' '}
      to{' '}
      <NamedWord
        label="Who goes without"
        value={to[0] ?? EVERYONE}
        name={to.length === 0 ? 'everyone' : listed(to.map(nameOf))}
        kinds={['COUNTRY', 'COALITION']}
        offered={[{ key: EVERYONE, name: 'Everyone' }, ...usualBuyers]}
        onChoose={(key) => onChange({ to: key === EVERYONE ? [] : [key] })}
      />{' '}
      from{' '}
      <Word
        label="First day"
        value={from}
        choices={monthsFrom(from).map((one) => ({ key: one, name: day(one) }))}
        onChoose={(key) => onChange({ from: key })}
      >
        {day(from)}
      </Word>{' '}
      for{' '}
      <Word
        label="How long"
        value={String(months)}
        choices={spans.map((one) => ({ key: String(one), name: span(one) }))}
        onChoose={(key) => onChange({ months: Number(key) })}
      >
        {span(months)}
      </Word>
      , with <GiveWord kind="spare" of={spare} none="no spare capacity" some="spare capacity" onGive={onGive} />,{' '}
      <GiveWord kind="stock" of={stock} none="no stocks" some="stocks" onGive={onGive} /> and{' '}
      <GiveWord kind="instead" of={instead} none="no substitutes" some="substitutes" onGive={onGive} /> given?
    </Sentence>
  );
}

interface GiveWordProps {
  kind: Kind;
  of: readonly string[];
  none: string;
  some: string;
  onGive: (kind: Kind) => void;
}

/** A word that leads to where something is given. */
const GiveWord = ({ kind, of, none, some, onGive }: GiveWordProps) => {
  const said = of.length === 0 ? none : `${inWords(of.length)} ${some}`;
  return (
    <span
      className="word"
      role="button"
      tabIndex={0}
      aria-label={`${said}. Change`}
      onClick={() => onGive(kind)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onGive(kind);
      }}
    >
      {said}
    </span>
  );
};

const span = (months: number): string => (months === 1 ? 'one month' : `${inWords(months)} months`);

const replaced = (all: readonly string[], index: number, by: string | null): string[] => [
  ...new Set(all.flatMap((one, place) => (place === index ? (by ?? []) : [one]))),
];

/** The first days of twelve months around a day. */
function monthsFrom(day: string): string[] {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const start = new Date(Date.UTC(year, month - 7, 15)).toISOString().slice(0, 10);
  const months = [monthAfter(start)];
  while (months.length < 18) months.push(monthAfter(months.at(-1) ?? day));
  return [...new Set([...months, day])].sort();
}
