import type { GraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import { COST_HEADER } from '../limits.ts';

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';

/** The value of a parameter that is JSON; as it is where it is none. */
function fromJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}

const fieldsOfAddress = ({ query, operationName, variables, extensions }: Fields): Fields => ({
  ...{ query, operationName, variables: fromJson(variables), extensions: fromJson(extensions) },
});

/** In a body null is what is left out. */
const fieldsOfBody = ({ query, operationName, variables, extensions }: Fields): Fields => ({
  ...{ query, operationName: operationName ?? undefined },
  ...{ variables: variables ?? undefined, extensions: extensions ?? undefined },
});

/** Some clients name the form of a body that a GET does not have; Apollo refuses all but JSON. */
const mayGet = (type: string | undefined): boolean => type === undefined || type.toLowerCase() === 'application/json';

const isPersisted = (persisted: unknown): boolean =>
  isObject(persisted) && persisted['version'] === 1 && /^[0-9a-f]{64}$/.test(String(persisted['sha256Hash']));

/**
 * The operation of a request that asks in the usual form: by a text or by the digest of one, not by both. Null for any other, such as
 * one that wants to know its cost: Apollo answers it, or says what is wrong.
 */
export function usualOperation({ method, headers, query: address, body }: FastifyRequest): GraphQLRequest | null {
  const isGet = method === 'GET';
  if (headers[COST_HEADER] !== undefined || (isGet && !mayGet(headers['content-type']))) return null;
  const fields = isGet ? fieldsOfAddress(address as Fields) : fieldsOfBody(body as Fields);
  const { query, operationName, variables = {}, extensions = {} } = fields;
  if (!isText(query) || !isText(operationName) || !isObject(variables) || !isObject(extensions)) return null;
  const { persistedQuery } = extensions;
  if (persistedQuery === undefined ? !query : query !== undefined || !isPersisted(persistedQuery)) return null;
  return {
    ...(query === undefined ? { extensions: { persistedQuery } } : { query }),
    ...(operationName === undefined ? {} : { operationName }),
    variables,
  };
}
