import { Stage } from '../../api/generated.ts';
import { expectFound } from '../../lib/expect-found.ts';

/** How far back from the finished part a stage is; recycling comes last. */
export const stepsBack: Record<Stage, number> = { COMPONENT: 0, METAL: 1, REFINING: 2, EXTRACTION: 3, RECYCLING: 4 };

const stages = Object.values(Stage);

/** The stage that is so many steps back. */
export const stageAt = (steps: number): Stage =>
  expectFound(
    stages.find((stage) => stepsBack[stage] === steps),
    `a stage ${steps} steps back`,
  );
