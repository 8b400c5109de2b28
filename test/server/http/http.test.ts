import { EventEmitter, once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { Registry } from 'prom-client';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readConfig } from '../../../src/lib/config.ts';
import { createHttp } from '../../../src/server/http/http.ts';
import { openTestGraph } from '../../serve.ts';

/** A server whose `/ready` is answered once it is told to, by a client that would keep its connection. */
async function waiting() {
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
  const ask = async () => {
    const asked = once(signals, 'asked');
    const response = once(request(`${url}/ready`, { agent }).end(), 'response') as Promise<[IncomingMessage]>;
    await asked;
    return { response };
  };
  return { app, url, ask, goOn: () => signals.emit('go on') };
}

describe('a server that closes', () => {
  test('answers what is under way, then ends, though its client would keep the connection', async () => {
    const { app, ask, goOn } = await waiting();
    const { response } = await ask();
    const closed = app.close();
    await expect.poll(() => app.server.listening).toBe(false);
    goOn();
    const [{ statusCode, headers }] = await response;
    expect({ statusCode, connection: headers.connection }).toEqual({ statusCode: 200, connection: 'keep-alive' });
    await closed;
  });

  test('does not wait for a connection that was opened in advance', async () => {
    const { app, url } = await waiting();
    const { hostname, port } = new URL(url);
    const opened = connect(Number(port), hostname);
    onTestFinished(() => void opened.destroy());
    const ended = once(opened.resume(), 'close');
    await once(app.server, 'connection');
    await app.close();
    await ended;
  });

  test('ends what is still under way after ten seconds', async () => {
    const { app, ask } = await waiting();
    const { response } = await ask();
    const cut = expect(response).rejects.toThrow('socket hang up');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const closed = app.close();
    await expect.poll(() => app.server.listening).toBe(false);
    await vi.advanceTimersByTimeAsync(10_000);
    await closed;
    await cut;
  });
});
