import { setMaxListeners } from 'node:events';
import type { FastifyBaseLogger } from 'fastify';
import type { Compute } from '../api/compute.ts';
import { createContext } from '../api/context.ts';
import type { Graph } from '../graph/graph.ts';
import type { HttpContext } from './apollo.ts';

/** Whom an operation is run for: a request without a body is one itself; one with a body has its signal from `goneSignal`. */
interface Client {
  log: FastifyBaseLogger;
  /** Aborts when the client has gone. */
  signal: AbortSignal;
}

/** The context of an operation: what is asked for a client ends when the client goes. */
export function requestContext({ log, signal }: Client, graph: Graph, compute: Compute): HttpContext {
  setMaxListeners(0, signal); // Each statement that is under way listens.
  return Object.assign(createContext(graph, new Date(), signal, compute), {
    // What fails because the client has gone is no fault.
    report: (cause: unknown) => {
      if (!signal.aborted) log.error(cause);
    },
  });
}
