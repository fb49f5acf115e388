import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server does to a request. */
export type Reaction = (response: ServerResponse, request: Heard) => void | Promise<void>;

/** A server on this machine that remembers what it heard and does to it what the test says. */
export interface ScriptedAlpaca {
  readonly url: string;
  readonly heard: Heard[];
  react: Reaction;
  /** Requests heard of one method. */
  count(method: string): number;
  close(): Promise<void>;
}

export async function scriptedAlpaca(react: Reaction): Promise<ScriptedAlpaca> {
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const { pathname, searchParams } = new URL(message.url ?? '/', 'http://localhost');
    const request: Heard = {
      method: message.method ?? '',
      path: pathname,
      query: searchParams,
      headers: message.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    scripted.heard.push(request);
    await scripted.react(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const scripted: ScriptedAlpaca = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: [],
    react,
    count: method => scripted.heard.filter(request => request.method === method).length,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return scripted;
}

type Headers = Readonly<Record<string, string>>;

/** A body in JSON, as every good answer. */
export const says =
  (body: unknown, status = 200, headers: Headers = {}): Reaction =>
  response => {
    response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...headers });
    response.end(JSON.stringify(body));
  };

/** Bytes as they are, under a content type. */
export const sends =
  (bytes: string | Buffer, type = 'application/json', status = 200): Reaction =>
  response => {
    response.writeHead(status, { 'content-type': type });
    response.end(bytes);
  };

/** Each reaction once, in turn; the last of them for good. */
export function inTurn(...reactions: readonly Reaction[]): Reaction {
  let next = 0;
  return (response, request) => {
    const reaction = reactions[Math.min(next, reactions.length - 1)]!;
    next++;
    return reaction(response, request);
  };
}
