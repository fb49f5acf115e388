import type { ServerResponse } from 'node:http';
import type { FeedUpdate, HiveWatch } from '../../app/watch/hive-watch.ts';
import { type Clock, isoTime } from '../../core/clock.ts';
import type { Patience } from '../patience.ts';
import { type EventData, eventFrame, HEARTBEAT_FRAME } from './event-frame.ts';
import { StreamClient } from './stream-client.ts';

export interface StreamOptions {
  readonly watch: HiveWatch;
  /** Of this machine. */
  readonly clock: Clock;
  readonly patience: Pick<Patience, 'heartbeatMs' | 'behindMs'>;
  /** A client that is behind could not be brought up to date. */
  readonly onTrouble: (sentence: string) => void;
}

/** With more than this unsent a client is behind. */
const MOST_UNSENT_BYTES = 256 * 1024;
/** As long as a snapshot is good for more than one client. */
const SNAPSHOT_MS = 1_000;

type About = Pick<EventData, 'simulated' | 'mode'>;

/**
 * All clients of the live feed. The home is listened to while there are any; each update is put into bytes once for
 * all of them.
 */
export class LiveStreams {
  readonly #options: StreamOptions;
  readonly #clients = new Set<StreamClient>();
  readonly #timer: NodeJS.Timeout;
  #stopListening: (() => void) | null = null;
  #about: About | null = null;
  #snapshot: { readonly frame: Promise<Buffer>; readonly atMs: number } | null = null;
  #heardMs: number;

  constructor(options: StreamOptions) {
    this.#options = options;
    const { heartbeatMs, behindMs } = options.patience;
    this.#heardMs = options.clock.monotonic();
    this.#timer = setInterval(() => this.#lookAfter(), Math.min(heartbeatMs, behindMs) / 3).unref();
  }

  get size(): number {
    return this.#clients.size;
  }

  /**
   * Makes a response a client, which begins with a snapshot.
   * @throws what `watch.snapshot` throws; nothing was sent then.
   */
  async add(response: ServerResponse): Promise<void> {
    const { clock, patience } = this.#options;
    const limits = { mostUnsentBytes: MOST_UNSENT_BYTES, longestBehindMs: patience.behindMs };
    const client = new StreamClient(response, clock, limits);
    this.#clients.add(client);
    this.#count();
    response.once('close', () => this.#remove(client));
    response.on('drain', () => void this.#catchUp(client));
    try {
      await this.#listen();
      client.open(await this.#snapshotFrame());
    } catch (error) {
      this.#remove(client);
      throw error;
    }
  }

  /** Ends all streams. */
  close(): void {
    clearInterval(this.#timer);
    for (const client of this.#clients) client.end();
  }

  /** What market and money the events are about has to be known before the first of them. */
  async #listen(): Promise<void> {
    if (!this.#about) await this.#snapshotFrame();
    if (this.#stopListening) return;
    this.#stopListening = this.#options.watch.listen(update => this.#publish(update));
    this.#snapshot = null;
  }

  #snapshotFrame(): Promise<Buffer> {
    const nowMs = this.#options.clock.monotonic();
    if (!this.#snapshot || nowMs - this.#snapshot.atMs > SNAPSHOT_MS)
      this.#snapshot = { frame: this.#makeSnapshot(), atMs: nowMs };
    return this.#snapshot.frame;
  }

  async #makeSnapshot(): Promise<Buffer> {
    const data = await this.#options.watch.snapshot();
    this.#about = { simulated: data.simulated, mode: data.status.mode };
    return Buffer.from(this.#event('snapshot', this.#about, data));
  }

  #event(name: string, about: About, data: unknown): string {
    return eventFrame(name, { asOf: isoTime(this.#options.watch.clock.now()), ...about, data });
  }

  #publish(update: FeedUpdate): void {
    this.#snapshot = null;
    const about = this.#about;
    if (!about) return;
    const members = Object.entries(update).filter(([, data]) => data !== undefined);
    const frames = members.map(([name, data]) => this.#event(name, about, data)).join('');
    if (frames !== '') this.#toAll(Buffer.from(frames));
  }

  #toAll(frame: Buffer): void {
    for (const client of this.#clients) client.send(frame);
  }

  async #catchUp(client: StreamClient): Promise<void> {
    if (!client.isBehind) return;
    client.hold();
    try {
      client.restart(await this.#snapshotFrame());
    } catch {
      this.#options.onTrouble('A client of the live feed could not be brought up to date.');
      client.end();
    }
  }

  #lookAfter(): void {
    for (const client of this.#clients) client.cutIfStuck();
    const nowMs = this.#options.clock.monotonic();
    if (nowMs - this.#heardMs < this.#options.patience.heartbeatMs) return;
    this.#heardMs = nowMs;
    this.#toAll(Buffer.from(HEARTBEAT_FRAME));
  }

  #remove(client: StreamClient): void {
    this.#clients.delete(client);
    this.#count();
    if (this.#clients.size > 0) return;
    this.#stopListening?.();
    this.#stopListening = null;
  }

  #count(): void {
    this.#options.watch.streams = this.#clients.size;
  }
}
