import { DatePrecision } from '../api/generated.ts';
import { z } from 'zod';

/** How much of a day is known; empty when none is given. */
export const datePrecision = z
  .enum([...Object.values(DatePrecision), ''], 'is not DAY, MONTH or YEAR')
  .transform((text) => text || null);
