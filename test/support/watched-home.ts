import { type App, compose } from '../../src/lib/app/compose.ts';
import { type HomePaths, homePaths } from '../../src/lib/app/home.ts';
import { errorEnvelope } from '../../src/lib/app/schemas/envelope.ts';
import { VirtualClock } from '../../src/lib/app/virtual-clock.ts';
import type { HiveWatch } from '../../src/lib/app/watch/hive-watch.ts';
import { type Config, configSchema } from '../../src/lib/config/schema.ts';
import { SLOT_MS } from '../../src/lib/core/order.ts';

/** Random signals every two minutes, with little to fetch; with this seed they trade often. */
export const WATCHED_CONFIG = configSchema.parse({
  seed: 2_513,
  trading: { strategy: 'control', epoch: '2m', exits: 'signal' },
  market: { backfillBars: 200, stocks: { symbols: ['AAPL'] } },
  learning: { window: 120, evaluation: { folds: 2 }, forest: { trees: 5 } },
});
export const WATCHED_START = Date.UTC(2026, 8, 22);

/** A home that is worked on and watched by one clock. */
export class WatchedDesk {
  readonly clock = new VirtualClock(WATCHED_START);
  readonly paths: HomePaths;
  readonly app: App;
  #watch: HiveWatch | null = null;

  constructor(root: string, config: Config = WATCHED_CONFIG) {
    this.paths = homePaths(root);
    this.app = compose({ paths: this.paths, config, clock: this.clock });
  }

  async watch(): Promise<HiveWatch> {
    this.#watch ??= await this.app.watch({ version: '0.1.0' });
    return this.#watch;
  }

  async ticks(count: number): Promise<void> {
    for (let each = 0; each < count; each++) {
      this.clock.advance(SLOT_MS);
      await this.app.tradeTick({ dryRun: false });
    }
  }

  /** An answer after a look at what is there now. */
  async ask(path: string, parameters: Readonly<Record<string, string>> = {}) {
    const watch = await this.watch();
    await watch.refresh();
    const { status, body, etag, bug } = await watch.answer(path, parameters);
    if (bug !== undefined) throw bug;
    return { status, etag, envelope: JSON.parse(body.toString()) };
  }

  /** The error that a question is answered with. */
  async refused(path: string, parameters: Readonly<Record<string, string>> = {}) {
    const { status, envelope } = await this.ask(path, parameters);
    return { status, ...errorEnvelope.parse(envelope).error };
  }

  close(): void {
    this.#watch?.close();
    this.app.close();
  }
}
