import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was posted to a hook. */
export interface Posted {
  readonly method: string;
  readonly path: string;
  readonly type: string | undefined;
  readonly body: string;
}

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** By the first word of a path: `/hang/CANARY`. Anything else is taken. */
const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  hang: () => {},
  break: request => void request.socket.destroy(),
  redirect: (_, response) => void response.writeHead(302, { location: '/taken/by-a-stranger' }).end(),
  busy: (_, response) => void response.writeHead(429, { 'retry-after': '1800' }).end('slow down'),
  fail: (request, response) => void response.writeHead(500).end(`no ${request.url}`),
  flood: (_, response) => void response.writeHead(200).end('x'.repeat(1_000_000)),
};

/** A hook on this machine that keeps what is posted to it. */
export class HookServer {
  readonly posted: Posted[] = [];
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      this.posted.push({
        method,
        path,
        type: headers['content-type'],
        body: Buffer.concat(chunks).toString(),
      });
      const behave = BEHAVIOURS[path.split('/')[1] ?? ''];
      if (behave) behave(request, response);
      else response.end('ok');
    });
  });

  async start(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.listen(0, '127.0.0.1', resolve);
    await promise;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  at(path: string): string {
    return `http://${this.host}${path}`;
  }

  /** Paths of what was posted, in order. */
  get paths(): string[] {
    return this.posted.map(({ path }) => path);
  }

  async stop(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }
}

/** One for each test of the enclosing `describe`. */
export function hookServer(): () => HookServer {
  let server = new HookServer();
  beforeEach(async () => {
    server = new HookServer();
    await server.start();
  });
  afterEach(() => server.stop());
  return () => server;
}
