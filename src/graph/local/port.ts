import { createServer, type AddressInfo } from 'node:net';
import { readIfPresent, writeWhole } from './file.ts';

/** The port remembered in the file while it is free, else any free one, which is remembered from then on. Loopback only. */
export async function choosePort(file: string): Promise<number> {
  const remembered = Number(readIfPresent(file));
  const usable = Number.isInteger(remembered) && remembered > 0 && remembered < 65536;
  const port = (usable ? await tryPort(remembered) : undefined) ?? (await tryPort(0));
  if (port === undefined)
    throw new Error('No port is free on 127.0.0.1: end programs that listen there, then start again.');
  if (port !== remembered) writeWhole(file, `${port}\n`);
  return port;
}

/** Listens on a port for a moment (0: any) and tells which it was; undefined when it is busy. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const taken = (server.address() as AddressInfo).port;
      server.close(() => resolve(taken));
    });
  });
}
