import {
  Kind,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
  TypeInfo,
  type ArgumentNode,
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';

/** The two clocks that an address gives; null where it gives none. */
export interface AddressedClocks {
  asOf: string | null;
  knownAt: string | null;
}

/** Root fields that answer from what is there now, whatever the clocks: what the graph holds, and the sources as they are described. */
const outsideClocks: ReadonlySet<string> = new Set(['graph', 'source', 'sources']);

const CLOCKS = ['asOf', 'knownAt'] as const;

const takes = (field: GraphQLField<unknown, unknown> | null | undefined, clock: string) =>
  field?.args.some(({ name }) => name === clock) ?? false;

/**
 * The document with the clocks written into every root field that takes them and has none, and whether all that it asks is then
 * held by both: no later load can change such an answer by what it records as new.
 */
export function withClocks(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  clocks: AddressedClocks,
): { document: DocumentNode; isPinned: boolean } {
  const typeInfo = new TypeInfo(schema);
  const root = schema.getQueryType();
  let isPinned = true;
  const given = ({ value }: ArgumentNode): boolean => (valueFromASTUntyped(value, variables) ?? null) !== null;
  const clocked = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: {
        leave(node) {
          if (typeInfo.getParentType() !== root) return undefined;
          const field = typeInfo.getFieldDef();
          const own = (node.arguments ?? []).filter((argument) => {
            const isClock = CLOCKS.some((clock) => clock === argument.name.value);
            return !isClock || given(argument) || clocks[argument.name.value as 'asOf'] === null;
          });
          const has = (clock: string) => own.some((argument) => argument.name.value === clock && given(argument));
          const added = CLOCKS.flatMap((clock): ArgumentNode[] => {
            const value = clocks[clock];
            if (value === null || has(clock) || !takes(field, clock)) return [];
            return [
              {
                kind: Kind.ARGUMENT,
                name: { kind: Kind.NAME, value: clock },
                value: { kind: Kind.STRING, value },
              },
            ];
          });
          const held = CLOCKS.every((clock) => has(clock) || (clocks[clock] !== null && takes(field, clock)));
          if (!held || outsideClocks.has(node.name.value)) isPinned = false;
          return added.length > 0 || own.length < (node.arguments ?? []).length
            ? { ...node, arguments: [...own, ...added] }
            : undefined;
        },
      },
    }),
  );
  return { document: withoutUnusedVariables(clocked), isPinned };
}

/** A variable that a clock took the place of is asked for no more. */
function withoutUnusedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      used.add(name.value);
    },
  });
  return visit(document, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  });
}
