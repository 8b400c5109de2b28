/** The part of the larger one by which two shares may differ and still say the same. */
const TENTH = 0.1;
/** Publishers print whole percent: what lies within one says the same. */
const ROUNDING = 0.01;

/**
 * Whether two publishers' figures of one share differ: by more than a tenth of the larger one, and by more than rounding to whole
 * percent can make.
 *
 * @example
 * differ(0.124, 0.825); // true
 * differ(0.82, 0.76); // false: 0.06 is less than a tenth of 0.82
 * differ(0.004, 0.01); // false: printed as whole percent, both are 0 or 1
 */
export const differ = (a: number, b: number): boolean => Math.abs(a - b) > Math.max(TENTH * Math.max(a, b), ROUNDING);
