/**
 * A mass in tonnes to the gram, which no publisher's figures are finer than: so a sum does not end in 0.000000000001, and does
 * not depend on the order of what was added up.
 */
export const toTheGram = (tonnes: number): number => Math.round(tonnes * 1e6) / 1e6;
