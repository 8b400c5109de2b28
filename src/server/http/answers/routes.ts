import { join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import { storesOperations } from '../../../lib/config.ts';
import { citationTypes, formatAccepted, formats, takenBy } from '../../answers/address.ts';
import { keepOperation } from '../../answers/keep.ts';
import { questionsByName } from '../../answers/operation.ts';
import { questionsPage } from '../../answers/page.ts';
import { coded, Refused } from '../../answers/refused.ts';
import { operationStore } from '../../answers/store.ts';
import { answerAt } from './answer.ts';
import type { Asking } from './asking.ts';
import { changesAt } from './changes.ts';
import { feed } from './feeds.ts';
import { orRefused, refuseIn } from './tell.ts';

/** `/q` with an address for every answer, what changed between two moments, and the feeds of what became known. */
export const answers: FastifyPluginAsync<Omit<Asking, 'store'>> = (app, options) => {
  const { config } = options;
  const store = operationStore(join(config.LODEGRAPH_HOME, 'operations'), {
    maxOperations: config.MAX_STORED_OPERATIONS,
    maxBytes: config.MAX_STORED_BYTES,
  });
  const asking: Asking = { ...options, store };
  const questions = questionsByName();

  app.get<{ Params: { part: string } }>('/q/:part', (request, reply) =>
    orRefused(request, reply, request.params.part, (format, name) => answerAt(asking, request, reply, format, name)),
  );
  app.get<{ Params: { part: string } }>('/q/:part/changes', (request, reply) =>
    orRefused(request, reply, request.params.part, (format, name) => changesAt(asking, request, reply, format, name)),
  );
  for (const format of ['atom', 'json'] as const) {
    app.get<{ Params: { part: string } }>(`/q/:part/changes.${format}`, (request, reply) =>
      feed(asking, request, reply, format, request.params.part).catch((error: unknown) => {
        if (error instanceof Refused) return refuseIn(reply, 'json', error);
        throw error;
      }),
    );
    app.get(`/changes.${format}`, (request, reply) =>
      feed(asking, request, reply, format, null).catch((error: unknown) => {
        if (error instanceof Refused) return refuseIn(reply, 'json', error);
        throw error;
      }),
    );
  }
  for (const path of ['/changes.:format', '/q/:part/changes.:format'])
    app.get<{ Params: { format: string } }>(path, (request, reply) =>
      refuseIn(
        reply,
        'json',
        new Refused(404, [
          coded(
            'NOT_FOUND',
            `What changed is not given as "${request.params.format.slice(0, 20)}".`,
            path.startsWith('/q/')
              ? 'There are the feeds changes.atom and changes.json, and changes?from= as JSON and as a page.'
              : 'There are changes.atom and changes.json.',
            { argument: 'format' },
          ),
        ]),
      ),
    );
  app.get('/q', (request, reply) => {
    const list = [...questions.values()].map((one) => ({
      name: one.name,
      address: `/q/${one.name}`,
      hash: one.hash,
      sentence: one.sentence,
      operationName: one.operationName,
      variables: takenBy(one),
    }));
    if (formatAccepted(request.headers.accept ?? '') === 'html')
      return reply.type('text/html; charset=utf-8').send(questionsPage(list as Parameters<typeof questionsPage>[0]));
    return {
      formats,
      citations: Object.keys(citationTypes),
      clocks: ['asOf', 'knownAt'],
      storesOperations: storesOperations(config),
      questions: list,
    };
  });
  app.post('/q', async (request, reply) => {
    try {
      const { isNew, address, operation } = keepOperation(asking, request.body);
      void reply.status(isNew ? 201 : 200).header('location', address);
      return await reply.send({ address, name: operation.name, hash: operation.hash, variables: takenBy(operation) });
    } catch (error) {
      if (error instanceof Refused) return refuseIn(reply, 'json', error);
      throw error;
    }
  });
  return Promise.resolve();
};
