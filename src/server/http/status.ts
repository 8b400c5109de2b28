import type { ApolloServerPlugin } from '@apollo/server';

/**
 * The status of operations that were read but not run, as GraphQL over HTTP has it: 400, but 200 for those who ask for
 * application/json by name and not for application/graphql-response+json. They are older clients, which take any other status for
 * a failure on the way and do not look for the errors in the answer.
 */
export const statusByMediaType: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ request, response, errors = [] }) {
        const accept = request.http?.headers.get('accept') ?? '';
        const older = accept.includes('application/json') && !accept.includes('application/graphql-response+json');
        const read = errors.every(({ extensions: { code } }) => code !== undefined && code !== 'BAD_REQUEST');
        if (response.http.status === 400 && older && read) response.http.status = 200;
        return Promise.resolve();
      },
    }),
};
