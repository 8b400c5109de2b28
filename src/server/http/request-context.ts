import { setMaxListeners } from 'node:events';
import type { FastifyRequest } from 'fastify';
import type { Compute } from '../../api/compute.ts';
import { createContext } from '../../api/context.ts';
import type { Graph } from '../../graph/graph.ts';
import type { HttpContext } from '../apollo.ts';

/** The context of an operation: what is asked for a client ends when the client goes. */
export function requestContext(request: FastifyRequest, graph: Graph, compute: Compute): HttpContext {
  const { signal } = request;
  setMaxListeners(0, signal); // Each statement that is under way listens.
  return Object.assign(createContext(graph, new Date(), signal, compute), {
    // What fails because the client has gone is no fault.
    report: (cause: unknown) => {
      if (!signal.aborted) request.log.error(cause);
    },
  });
}
