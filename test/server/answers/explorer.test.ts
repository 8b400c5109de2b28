import { describe, expect, test } from 'vitest';
import type { VariableDefinitionNode } from 'graphql';
import { explorerAddress, explorerQuestions } from '../../../src/server/answers/explorer.ts';
import { questionsByName, typeOf } from '../../../src/server/answers/operation.ts';
import { explorerPages } from '../../../src/server/http/pages.ts';
import { readAddress, writeAddress, type Fields } from '../../../web/explorer/address/address.ts';
import { behindFields } from '../../../web/explorer/pages/behind/fields.ts';
import { chokepointsFields, EVERYONE as everyoneUses } from '../../../web/explorer/pages/chokepoints/fields.ts';
import { concentrationFields } from '../../../web/explorer/pages/concentration/fields.ts';
import { questionFields } from '../../../web/explorer/pages/question/fields.ts';
import { EVERYONE as everyoneBuys, replaceFields } from '../../../web/explorer/pages/replace/fields.ts';
import { thingFields } from '../../../web/explorer/pages/thing/fields.ts';
import { timelineFields } from '../../../web/explorer/pages/timeline/fields.ts';
import { whatIfFields } from '../../../web/explorer/pages/what-if/fields.ts';

const fieldsOf: Readonly<Record<string, Fields>> = {
  ...{
    depend: questionFields,
    behind: behindFields,
    chokepoints: chokepointsFields,
    concentration: concentrationFields,
  },
  ...{ replace: replaceFields, timeline: timelineFields, 'what-if': whatIfFields },
  ...{ country: thingFields, product: thingFields },
};
const NONE = { asOf: null, knownAt: null };
const CLOCKS = { asOf: '2026-01-12', knownAt: '2026-11-01T00:00:00.000Z' };

function question(name: string) {
  const found = questionsByName().get(name);
  if (!found) throw new Error(`There is no question ${name}.`);
  return found;
}

/** Another value than any default, by the type of a variable. */
const others: Readonly<Record<string, unknown>> = {
  ...{ String: 'gallium', '[String!]': ['DEU', 'FRA'], Date: '2026-02-02', Share: 0.25, Int: 24 },
};
const otherOf = (definition: VariableDefinitionNode) => {
  const type = typeOf(definition).replace(/!$/, '');
  if (!(type in others)) throw new Error(`Which other value has ${type}?`);
  return others[type];
};

/** What the page of an address reads in it, and what it does not. */
function readBy(address: string) {
  const { pathname, search } = new URL(address, 'http://localhost');
  const [, page = '', key] = pathname.split('/');
  const fields = fieldsOf[page] ?? {};
  const names = [...new Set(new URLSearchParams(search).keys())];
  const { values, broken } = readAddress(fields, search);
  return { page, key, search, fields, values, unread: [...broken, ...names.filter((name) => !(name in fields))] };
}

describe.each(explorerQuestions)('the page of the explorer for %s', (name) => {
  test.each([
    ['as the question has it', NONE],
    ['on a day, as known at a moment', CLOCKS],
  ])('is one that the server knows and reads all of its address, %s', (_, clocks) => {
    const { page, search, fields, values, unread } = readBy(explorerAddress(question(name), {}, clocks));
    expect(explorerPages).toContain(page);
    expect(unread).toEqual([]);
    // What is read is what was meant: it is written as it stood, but for what the page has by itself.
    const kept = new URLSearchParams(writeAddress(fields, '', values));
    for (const [field, value] of new URLSearchParams(search))
      expect([...kept.getAll(field), ...[fields[field]?.fallback].flat().map(String)], field).toContain(value);
    const own = clocks.asOf ?? question(name).defaults['asOf'] ?? null;
    expect([values['asOf'], values['knownAt']]).toEqual([own, clocks.knownAt]);
  });

  // The page of a country says nothing of one year.
  const without: Readonly<Record<string, string>> = { '70-japan-in-one-request': 'year' };
  test('is another one with another value of a variable', () => {
    const { variableDefinitions } = question(name);
    for (const definition of variableDefinitions) {
      const { value: variable } = definition.variable.name;
      if (variable === without[name]) continue;
      const given = { [variable]: otherOf(definition) };
      const clocks = variable === 'asOf' ? { ...NONE, asOf: '2026-02-02' } : NONE;
      const other = explorerAddress(question(name), given, clocks);
      expect(other, variable).not.toBe('/');
      expect(other, variable).not.toBe(explorerAddress(question(name), {}, NONE));
    }
  });
});

test('a page shows for all countries what a question without a coalition asks, or none does', () => {
  const of = (name: string) => readBy(explorerAddress(question(name), { coalition: null }, NONE));
  expect(of('53-chokepoints-for-magnets').values['among']).toBe(everyoneUses);
  expect(of('63-projects-against-dependence').values['for']).toBe(everyoneBuys);
  expect(of('01-coalition-magnets').page).toBe('');
  expect(of('51-coalition-looked-through').page).toBe('');
});

test('a page that has something else where nothing is given is not linked for it', () => {
  expect(explorerAddress(question('05-october-2025'), { from: null }, NONE)).toBe('/');
  expect(explorerAddress(question('60-dysprosium-stops'), { minerals: [] }, NONE)).toBe('/');
  expect(explorerAddress(question('31-rare-earth-mining'), { mineral: null }, NONE)).toBe('/');
});

test('what no page shows leads to the start', () => {
  expect(explorerAddress(question('35-stockpiles'), {}, CLOCKS)).toBe('/');
  expect(explorerAddress({ name: `sha256-${'0'.repeat(64)}`, defaults: {} }, {}, CLOCKS)).toBe('/');
});

test('a key in the path stays one part of it', () => {
  expect(explorerAddress(question('13-controls-on-magnets'), { product: 'a/b?c' }, NONE)).toMatch(
    /^\/product\/a%2Fb%3Fc\?asOf=/,
  );
});
