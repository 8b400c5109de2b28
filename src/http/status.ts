import type { ApolloServerPlugin } from '@apollo/server';

/**
 * The status of operations that were read but not run, as GraphQL over HTTP has it: 400 belongs to answers in
 * application/graphql-response+json; in application/json, which any proxy may have written, it is 200.
 */
export const statusByMediaType: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ request, response, errors = [] }) {
        const plainJson = !request.http?.headers.get('accept')?.includes('application/graphql-response+json');
        const read = errors.every(({ extensions: { code } }) => code !== undefined && code !== 'BAD_REQUEST');
        if (response.http.status === 400 && plainJson && read) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};
