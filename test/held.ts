import { createServer, get, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked for and answered with a text: it is held as long as the connection over which it was asked for. */
export interface Held {
  text: string;
  release(): void;
}

/** Asks for something that is held, and waits until it is given. */
export async function hold(url: string): Promise<Held> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => get(url, resolve).once('error', reject));
  const text = await new Promise<string>((resolve, reject) =>
    response
      .setEncoding('utf8')
      .once('data', resolve)
      .once('error', reject)
      .once('end', () => reject(new Error(`Nothing was given by ${url}.`))),
  );
  if (response.statusCode !== 200) throw new Error(text);
  return { text, release: () => void response.destroy() };
}

/** Gives what is held: a server on this machine, and how to end it with all that is open. */
export async function giveOver(listener: RequestListener): Promise<{ url: string; stop: () => void }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}
