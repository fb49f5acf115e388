import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/clock.ts';
import { RETRY_FRAME } from './event-frame.ts';

export interface StreamLimits {
  /** With more than this unsent a client is behind and gets nothing until it has taken it. */
  readonly mostUnsentBytes: number;
  /** A client that is behind for longer is cut off. */
  readonly longestBehindMs: number;
}

const STREAM_TYPE = 'text/event-stream; charset=utf-8';

const streams = new WeakSet<ServerResponse>();

/** Whether an answer has become a stream, which has no end of its own. */
export const isStream = (response: ServerResponse): boolean => streams.has(response);

/** One client of the live feed: a response that stays open. */
export class StreamClient {
  readonly #response: ServerResponse;
  readonly #clock: Clock;
  readonly #limits: StreamLimits;
  /** Updates that came while the snapshot was being made, which go after it. */
  #held: Buffer[] | null = [];
  #behindSinceMs: number | null = null;

  constructor(response: ServerResponse, clock: Clock, limits: StreamLimits) {
    this.#response = response;
    this.#clock = clock;
    this.#limits = limits;
  }

  /** The first thing that is sent. The stream ends with its connection, so its bytes need no chunks around them. */
  open(snapshot: Buffer): void {
    const response = this.#response;
    streams.add(response);
    response.removeHeader('Transfer-Encoding');
    response.writeHead(200, {
      'Content-Type': STREAM_TYPE,
      'X-Accel-Buffering': 'no',
      Connection: 'close',
    });
    response.write(RETRY_FRAME);
    this.restart(snapshot);
  }

  /** Waits for a snapshot: what comes meanwhile is held. */
  hold(): void {
    this.#held ??= [];
  }

  /** Goes on from a snapshot, with what came since it was asked for. */
  restart(snapshot: Buffer): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#behindSinceMs = null;
    for (const frame of [snapshot, ...held]) this.#response.write(frame);
  }

  /** Sends an update, unless the client is behind: a snapshot will take the place of what it missed. */
  send(frame: Buffer): void {
    if (this.#held) this.#held.push(frame);
    else if (this.#behindSinceMs !== null) return;
    else if (this.#unsentBytes > this.#limits.mostUnsentBytes) this.#behindSinceMs = this.#clock.monotonic();
    else this.#response.write(frame);
  }

  get isBehind(): boolean {
    return this.#behindSinceMs !== null;
  }

  /** Cuts the client off if it has been behind for too long. */
  cutIfStuck(): void {
    const sinceMs = this.#behindSinceMs;
    if (sinceMs !== null && this.#clock.monotonic() - sinceMs > this.#limits.longestBehindMs)
      this.#response.destroy();
  }

  end(): void {
    this.#response.end();
  }

  get #unsentBytes(): number {
    return this.#response.socket?.writableLength ?? 0;
  }
}
