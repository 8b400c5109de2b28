import { common, number, oneOf, optionalText, texts } from '../../address/address.ts';

/** The address of the graph: what stands on the canvas, and the ways asked for. Things are named by type and key. */
export const graphFields = {
  ...common,
  /** In the middle. */
  focus: optionalText,
  /** What the panel speaks of: a thing, or an edge. */
  at: optionalText,
  open: texts(),
  hide: texts(),
  pin: texts(),
  from: optionalText,
  to: optionalText,
  via: optionalText,
  max: number(6, 1, 8),
  /** Which of the ways is drawn. */
  way: number(1, 1, 5),
  view: oneOf(['graph', 'table'], 'graph'),
};

/** What is shown where the address asks for nothing. */
export const EXAMPLE = {
  focus: 'Supplier:mp-materials',
  from: 'Facility:mountain-pass',
  to: 'Supplier:general-motors',
};
