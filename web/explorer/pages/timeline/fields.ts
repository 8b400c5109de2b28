import { common, day, oneOf, optionalText, type Field } from '../../address/address.ts';

const dayFrom = (fallback: string): Field<string> => ({
  read: (texts) => day.read(texts) ?? undefined,
  write: (value) => (value === fallback ? [] : [value]),
  fallback,
});

/** The address of the timeline: what it is about, whose it is, and between which days. */
export const timelineFields = {
  ...common,
  about: optionalText,
  by: optionalText,
  from: dayFrom('2023-06-01'),
  to: dayFrom('2027-04-01'),
  view: oneOf(['chart', 'table'], 'chart'),
};
