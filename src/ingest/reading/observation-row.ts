import type { ObservationRow } from '../../entities/observation/load.ts';

type Always = 'kind' | 'mineral' | 'year' | 'value' | 'unit' | 'source' | 'confidence';

/** A figure as a row of the table of observations: what is not given is not known or not applicable. */
export const observationRow = (given: Pick<ObservationRow, Always> & Partial<ObservationRow>): ObservationRow => ({
  product: null,
  country: null,
  partner: null,
  group: null,
  stage: null,
  yearTo: null,
  number: null,
  low: null,
  high: null,
  basis: null,
  form: null,
  estimated: false,
  missing: null,
  note: null,
  locator: null,
  recordedAt: null,
  ...given,
});
