import { expect, test } from 'vitest';
import { unknownVariables } from '../../src/server/operation-variables.ts';

const question = 'query Q($coalition: String = "g7-finance", $year: Int) { graph { asOf } }';

test('a variable that a question does not have is refused with those it has', () => {
  expect(unknownVariables(question, ['year', 'contry'])).toBe(
    'The question has no variable "contry". It has: coalition: String = "g7-finance", year: Int.',
  );
  expect(unknownVariables('{ graph { asOf } }', ['year'])).toBe('The question has no variable "year". It has none.');
});

test('its own variables are taken', () => {
  expect(unknownVariables(question, ['year', 'coalition'])).toBeNull();
});
