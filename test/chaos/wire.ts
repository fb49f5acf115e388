import type { SandboxAnswer, SandboxRequest, WireFault } from '../../src/lib/sandbox/exchange.ts';
import type { WorldTime } from './sim-time.ts';

const DRIPS = 20;
const NO_CONTENT = 204;
/** How long the client waits for an answer. */
const PATIENCE_MS = 10_000;

/** A request as `fetch` was asked for it. @throws Error for any host but the broker's: nothing else is there. */
export function heardRequest(host: string, ...[input, init = {}]: Parameters<typeof fetch>): SandboxRequest {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.origin !== host) throw new Error(`a request to ${url.origin}`);
  if (init.redirect !== 'error') throw new Error('a redirect would be followed, with the keys');
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

/**
 * What `fetch` makes of an answer, with what goes wrong on the wire. Time passes as it would: the client's patience is
 * played here, since no real timer runs.
 */
export function arrived(answer: SandboxAnswer, time: WorldTime): Response {
  const { status, headers, body, wire } = answer;
  if (status >= 300 && status < 400) throw failed('unexpected redirect');
  const respond = (content: string | ReadableStream) =>
    new Response(status === NO_CONTENT ? null : content, { status, headers });
  if (wire?.kind === 'reset' && wire.at === 'headers') throw failed('ECONNRESET');
  if (wire?.kind === 'reset') return respond(cutStream(body));
  if (wire?.kind === 'flood') return respond(' '.repeat(wire.bytes));
  const takesMs = durationOf(wire);
  time.advance(Math.min(takesMs, PATIENCE_MS));
  if (takesMs > PATIENCE_MS)
    throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  return respond(body);
}

function durationOf(wire: WireFault | null): number {
  if (wire?.kind === 'hang') return Number.POSITIVE_INFINITY;
  if (wire?.kind === 'drip') return wire.ms * DRIPS;
  return wire?.kind === 'delay' ? wire.ms : 0;
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
