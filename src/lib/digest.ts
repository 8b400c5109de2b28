import { createHash } from 'node:crypto';

/** A digest by which an unchanged row is recognised. */
export const digestOf = (value: unknown): string => createHash('sha1').update(JSON.stringify(value)).digest('hex');
