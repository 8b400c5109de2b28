import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { ValidationRule } from 'graphql';
import { limitExceeded } from './errors.ts';

/** Refuses operations nested deeper than `deepest` before anything is asked of the graph; introspection is exempt. */
export function depthLimit(deepest: number): ValidationRule {
  return maxDepthRule({
    n: deepest,
    ignoreIntrospection: true,
    propagateOnRejection: false,
    onReject: [
      (context) =>
        context?.reportError(
          limitExceeded(
            'MAX_DEPTH',
            `The operation is nested deeper than ${deepest} levels. Ask for the inner part in an operation of its own.`,
          ),
        ),
    ],
  });
}
