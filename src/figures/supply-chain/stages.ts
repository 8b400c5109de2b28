import type { Stage } from '../../api/generated.ts';

/** How far back from the finished part a stage is; recycling comes last. */
export const stepsBack: Record<Stage, number> = { COMPONENT: 0, METAL: 1, REFINING: 2, EXTRACTION: 3, RECYCLING: 4 };
