/** A computed decimal without the noise of binary arithmetic: 15 digits are what a number keeps of any decimal. */
export const decimal = (computed: number): number => Number(computed.toPrecision(15));
