import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxAnswer } from './exchange.ts';

/** Sends an answer, with what goes wrong on the wire. Ends early, without an error, when the client leaves. */
export async function writeAnswer(response: ServerResponse, answer: SandboxAnswer): Promise<void> {
  const { wire } = answer;
  if (wire === null) return end(response, answer);
  switch (wire.kind) {
    case 'hang':
      return;
    case 'reset':
      if (wire.at === 'body') await half(response, answer);
      cut(response);
      return;
    case 'delay':
      await pause(response, wire.ms);
      return end(response, answer);
    case 'drip':
      return drip(response, answer, wire.ms);
    case 'flood':
      return flood(response, answer, wire.bytes);
  }
}

function end(response: ServerResponse, { status, headers, body }: SandboxAnswer): void {
  if (response.destroyed) return;
  response.writeHead(status, headers);
  response.end(body);
}

/** A reset, not a clean end: the client sees ECONNRESET. */
function cut(response: ServerResponse): void {
  const { socket } = response;
  if (socket && !socket.destroyed) socket.resetAndDestroy();
}

/** The headers promise all of the body; half of it comes. */
async function half(response: ServerResponse, { status, headers, body }: SandboxAnswer): Promise<void> {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { ...headers, 'content-length': `${Math.max(2, length)}` });
  const sent = Buffer.from(body).subarray(0, Math.floor(length / 2));
  await new Promise<void>(resolve => response.write(sent.length > 0 ? sent : ' ', () => resolve()));
  // The client should have these bytes before the reset overtakes them.
  await pause(response, 20);
}

async function drip(
  response: ServerResponse,
  { status, headers, body }: SandboxAnswer,
  ms: number,
): Promise<void> {
  response.writeHead(status, headers);
  const bytes = Buffer.from(body);
  const piece = Math.max(1, Math.ceil(bytes.length / 20));
  for (let start = 0; start < bytes.length && !response.destroyed; start += piece) {
    response.write(bytes.subarray(start, start + piece));
    await pause(response, ms);
  }
  response.end();
}

const FLOOD_PIECE = Buffer.alloc(256 * 1024, ' ');

async function flood(
  response: ServerResponse,
  { status, headers }: SandboxAnswer,
  bytes: number,
): Promise<void> {
  response.writeHead(status, { ...headers, 'content-length': `${bytes}` });
  // A client that leaves is no fault of this side.
  await pipeline(blanks(bytes), response).catch(() => undefined);
}

function* blanks(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= FLOOD_PIECE.length) yield FLOOD_PIECE.subarray(0, left);
}

/** Waits, but not for a client that has left, and without keeping the process alive. */
async function pause(response: ServerResponse, ms: number): Promise<void> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  response.once('close', leave);
  await sleep(ms, undefined, { signal: gone.signal, ref: false }).catch(() => undefined);
  response.off('close', leave);
}
