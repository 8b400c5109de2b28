import { GraphQLError, OperationTypeNode, type ValidationRule } from 'graphql';

const hint = 'Begin the operation with "query", or with "{" alone.';

/** Refuses mutations and subscriptions with a sentence of their own. */
export const onlyQueries: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (node.operation === OperationTypeNode.QUERY) return undefined;
    const message = `There are only queries here, no ${node.operation}s: the graph is changed by loading files into it. ${hint}`;
    context.reportError(
      new GraphQLError(message, { nodes: node, extensions: { code: 'GRAPHQL_VALIDATION_FAILED', hint } }),
    );
    return false;
  },
});
