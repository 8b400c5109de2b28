import { z } from 'zod';
import { boundedAnswer } from './bounded.ts';
import { checkedTool } from './checked-tool.ts';
import type { Asking } from './operation-tool.ts';
import type { Tool } from './tool.ts';

const Arguments = z.strictObject({
  query: z.string().min(1).describe('One query, such as `{ country(code: "JPN") { name } }`.'),
  variables: z.record(z.string(), z.unknown()).default({}).describe('Its variables by name.'),
  operationName: z.string().optional().describe('Which operation, where the text has several.'),
  rows: z
    .int()
    .min(1)
    .optional()
    .describe('Gives only so many items of every list; what is left out is told in `cut`.'),
});

/** Any query, under the limits of `/graphql`. */
export const graphqlTool = ({ ask, bytes }: Asking): Tool =>
  checkedTool(
    {
      name: 'graphql',
      description:
        'Asks GraphQL: any query that the questions do not cover, under the same limits as /graphql: too dear a one is refused with the field that weighs most. Ask for `confidence`, `sources { title url }` and `missing` beside figures. Find fields with the tool schema and names with search.',
    },
    Arguments,
    async ({ query, variables, operationName, rows }, signal) =>
      boundedAnswer({}, await ask({ query, variables, ...(operationName ? { operationName } : {}) }, signal), {
        bytes,
        rows,
      }),
  );
