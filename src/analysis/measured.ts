/** Why a figure cannot be given. */
type WhyMissing = 'NOT_AVAILABLE' | 'NET_EXPORTER' | 'NOT_APPLICABLE';

/** A figure, or null with the reason and a sentence for people. */
export type Measured = { value: number } | { value: null; reason: WhyMissing; explanation: string };
