import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SandboxAnswer, SandboxRequest } from './exchange.ts';
import type { Sandbox } from './sandbox.ts';
import { writeAnswer } from './write-answer.ts';

const ADDRESS = '127.0.0.1';
const MOST_BODY_BYTES = 64 * 1024;

export interface ServeOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Called after an answer was made and before any of it is sent: what it says is then already kept. */
  readonly onAnswer?: (request: SandboxRequest, answer: SandboxAnswer) => void;
  /** Called when a request cannot be answered, or its answer cannot be kept; its connection is cut. */
  readonly onError?: (request: SandboxRequest, error: unknown) => void;
}

export interface ServedSandbox {
  /** `http://127.0.0.1:8123`, for trading and for data. */
  readonly url: string;
  readonly port: number;
  /** Cuts every connection and lets go of the port. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox on this machine alone. A request whose Host header names another place is refused, so that no web
 * page can reach it through a name of its own.
 * @throws the system's error when the port is taken.
 */
export async function serveSandbox(sandbox: Sandbox, options: ServeOptions): Promise<ServedSandbox> {
  const server = createServer((request, response) => void receive(request, response));
  server.listen(options.port, ADDRESS);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const hosts = [`${ADDRESS}:${port}`, `localhost:${port}`];

  async function receive(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const isHere = hosts.includes(message.headers.host ?? '');
    // A client that leaves before it has said all is nobody to answer.
    const request = isHere ? await readRequest(message).catch(() => undefined) : null;
    if (request === null) refuse(response);
    else if (request === undefined) response.destroy();
    else await answer(request, response);
  }

  async function answer(request: SandboxRequest, response: ServerResponse): Promise<void> {
    try {
      const answered = await sandbox.handle(request);
      options.onAnswer?.(request, answered);
      await writeAnswer(response, answered);
    } catch (error) {
      options.onError?.(request, error);
      response.destroy();
    }
  }

  return { url: `http://${ADDRESS}:${port}`, port, close: () => closed(server) };
}

function refuse(response: ServerResponse): void {
  response.writeHead(421, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ message: 'this sandbox answers to its own address only' }));
}

/** Null when the body is larger than any order. */
async function readRequest(message: IncomingMessage): Promise<SandboxRequest | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    bytes += (chunk as Buffer).length;
    if (bytes > MOST_BODY_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  const [path = '/', query = ''] = (message.url ?? '/').split('?', 2);
  return {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers: message.headers as SandboxRequest['headers'],
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
