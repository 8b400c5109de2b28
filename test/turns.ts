import type { ServerResponse } from 'node:http';
import { giveOver } from './held.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where files of tests wait for their turn at the shared graph. */
    turns: string;
  }
}

/**
 * Gives files of tests their turns: many that ask for the same path at once, none while those of another path have theirs.
 * A turn lasts as long as the connection over which it is asked for.
 * @param seeded after which the first turn is given; where it fails, everyone who asks is told why.
 */
export function giveTurns(seeded: Promise<void>): Promise<{ url: string; stop: () => void }> {
  const given = new Map<ServerResponse, string>();
  const waiting = new Map<ServerResponse, string>();
  const give = () => {
    for (const [response, path] of waiting) {
      if ([...given.values()].some((other) => other !== path)) continue;
      waiting.delete(response);
      given.set(response, path);
      response.write(path);
    }
  };
  return giveOver(({ url = '' }, response) => {
    waiting.set(response, url);
    response.once('close', () => {
      waiting.delete(response);
      given.delete(response);
      give();
    });
    seeded.then(give, (error: unknown) => void response.writeHead(500).end(String(error)));
  });
}
