import { mkdirSync } from 'node:fs';
import type { z } from 'zod';
import { adapters } from '../../src/lib/app/adapters.ts';
import { type App, compose } from '../../src/lib/app/compose.ts';
import { homePaths } from '../../src/lib/app/home.ts';
import type { Endpoint, Home } from '../../src/lib/app/queries/endpoint.ts';
import { readState } from '../../src/lib/app/read-journal.ts';
import { VirtualClock } from '../../src/lib/app/virtual-clock.ts';
import type { JournalView } from '../../src/lib/app/watch/journal-view.ts';
import { type Config, configSchema } from '../../src/lib/config/schema.ts';
import { cents, dollars } from '../../src/lib/core/money.ts';

/** Little to fetch and to train: two coins and a stock. */
export const QUERY_CONFIG = configSchema.parse({
  market: { backfillBars: 300, stocks: { symbols: ['AAPL'] } },
  learning: { window: 200, evaluation: { folds: 3 }, forest: { trees: 10 } },
});

/** Five minutes into a Tuesday. */
export const QUERY_START = Date.UTC(2026, 8, 22, 0, 5);

/** A home in a folder that is asked and worked on by one clock, in this process. */
export class QueryDesk {
  readonly clock = new VirtualClock(QUERY_START);
  readonly paths;
  readonly config: Config;
  readonly app: App;
  readonly #reading;

  constructor(root: string, config: Config = QUERY_CONFIG) {
    this.paths = homePaths(root);
    this.config = config;
    mkdirSync(root, { recursive: true });
    this.app = compose({ paths: this.paths, config, clock: this.clock });
    this.#reading = adapters({ paths: this.paths, config, clock: this.clock });
  }

  /** As the server has it; of the journal what learning is told by. */
  async home(): Promise<Home> {
    const journal = (await this.#journal()) as JournalView;
    const server = { startedMs: QUERY_START, streams: 0, version: '0' };
    const revision = () => ({ journal: '1', store: '1', models: '1' });
    return Object.assign(this.#reading, { journal, server, revision });
  }

  /** Reads an endpoint with parameters as they come from an address, and holds the answer against its schema. */
  async ask<Query extends z.ZodType, Data extends z.ZodType>(
    { query, data, read }: Endpoint<Query, Data>,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<z.output<Data>> {
    const answer = await read(await this.home(), query.parse(parameters));
    return data.parse(JSON.parse(JSON.stringify(answer)));
  }

  close(): void {
    this.app.close();
    this.#reading.close();
  }

  async #journal(): Promise<Pick<JournalView, 'state' | 'equity'>> {
    const { equity } = await this.#reading.storeToRead();
    const [main, control] = [equity.range('main'), equity.range('control')];
    return {
      state: await readState(this.#reading),
      equity: {
        atMs: main.map(({ atMs }) => atMs),
        main: main.map(({ equityCents }) => dollars(cents(equityCents))),
        control: control.map(({ equityCents }) => dollars(cents(equityCents))),
        length: main.length,
      },
    };
  }
}
