import type { SandboxAnswer, SandboxRequest } from '../../src/lib/sandbox/exchange.ts';
import type { WorldTime } from './sim-time.ts';

/** How long a client waits for an answer that never comes. */
const PATIENCE_MS = 30_000;
const DRIPS = 20;
const NO_BODY = [204, 304];

/** A request as `fetch` was asked for it. @throws Error for any host but the broker's: nothing else is there. */
export function heardRequest(
  host: string,
  input: string | URL | Request,
  init: RequestInit = {},
): SandboxRequest {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.origin !== host) throw new Error(`a request to ${url.origin}`);
  return {
    method: init.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(new Headers(init.headers)),
    body: typeof init.body === 'string' ? init.body : '',
  };
}

const failed = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

/** What `fetch` makes of an answer, with what goes wrong on the wire; time passes as it would. */
export function arrived(answer: SandboxAnswer, time: WorldTime, redirect: RequestInit['redirect']): Response {
  const { status, headers, body, wire } = answer;
  const isRedirect = status >= 300 && status < 400 && status !== 304;
  if (isRedirect && redirect === 'error') throw failed('unexpected redirect');
  const respond = (content: string | ReadableStream) =>
    new Response(NO_BODY.includes(status) ? null : content, { status, headers });
  switch (wire?.kind) {
    case 'reset':
      if (wire.at === 'headers') throw failed('ECONNRESET');
      return respond(cutStream(body));
    case 'hang':
      time.advance(PATIENCE_MS);
      throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    case 'delay':
      time.advance(wire.ms);
      return respond(body);
    case 'drip':
      time.advance(wire.ms * DRIPS);
      return respond(body);
    case 'flood':
      return respond(' '.repeat(wire.bytes));
    default:
      return respond(body);
  }
}

/** Half of the body, then the connection is gone. */
const cutStream = (body: string): ReadableStream =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(body.slice(0, body.length / 2)));
    },
    pull(controller) {
      controller.error(new TypeError('terminated'));
    },
  });
