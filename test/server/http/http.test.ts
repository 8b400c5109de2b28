import { EventEmitter, once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { Registry } from 'prom-client';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '../../../src/lib/config.ts';
import { createHttp } from '../../../src/server/http/http.ts';
import { openTestGraph } from '../../serve.ts';

test('a server that closes answers what is under way, then ends, though its client would keep the connection', async () => {
  const signals = new EventEmitter();
  const verify = async () => {
    signals.emit('asked');
    await once(signals, 'go on');
  };
  const app = await createHttp({
    config: readConfig({ LOG_LEVEL: 'silent' }),
    graph: { ...openTestGraph(), verify },
    metrics: new Registry(),
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());

  const asked = once(signals, 'asked');
  const response = once(request(`${url}/ready`, { agent }).end(), 'response') as Promise<[IncomingMessage]>;
  await asked;
  const closed = app.close();
  await expect.poll(() => app.server.listening).toBe(false);
  signals.emit('go on');
  const [{ statusCode, headers }] = await response;
  expect({ statusCode, connection: headers.connection }).toEqual({ statusCode: 200, connection: 'keep-alive' });
  await closed;
});
