import { common, day, number, oneOf, optionalText, texts } from '../../address/address.ts';

/** The address of a what-if. Without products and minerals it is about permanent magnets. */
export const whatIfFields = {
  ...common,
  stop: texts(['CHN']),
  products: texts(),
  minerals: texts(),
  cut: number(1, 0, 1),
  to: texts(),
  from: day,
  months: number(12, 1, 120),
  /** `MYS:permanent-magnets:1000`: country, product and tonnes a year. */
  spare: texts(),
  /** `JPN:permanent-magnets:500`: country, product and tonnes. */
  stock: texts(),
  /** `permanent-magnets:0.1` or `permanent-magnets:0.1:JPN`: product, part of its use and where. */
  instead: texts(),
  /** Whose deliveries stand out. */
  giver: optionalText,
  view: oneOf(['chart', 'table'], 'chart'),
};
