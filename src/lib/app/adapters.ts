import type { Broker } from '../broker/broker.ts';
import type { Ledger } from '../broker/paper/ledger.ts';
import type { Config } from '../config/schema.ts';
import type { Clock } from '../core/clock.ts';
import { ratePpm } from '../core/fill.ts';
import { type AssetClass, parseInstrument } from '../core/instrument.ts';
import { centsFromDollars } from '../core/money.ts';
import { FEATURE_SET } from '../features/feature-set.ts';
import { forestLearner } from '../learning/forest/learner.ts';
import type { Learner } from '../learning/learner.ts';
import { parseModel } from '../learning/model-file.ts';
import type { QuoteSource } from '../market/bar-source.ts';
import type { SimulatedMarket } from '../market/simulated/simulated-market.ts';
import type { ModelStore, Store } from '../store/ports.ts';
import type { BarFeed } from './bars/bar-feed.ts';
import { StoredQuotes } from './bars/stored-quotes.ts';
import { CurrentModels, type ParseModel } from './current-model.ts';
import type { HomePaths } from './home.ts';
import { marketOf } from './settings.ts';
import type { ArmSwitch } from './tick/ports.ts';

export interface AdapterOptions {
  readonly paths: HomePaths;
  readonly config: Config;
  readonly clock: Clock;
}

/** The first result is kept: adapters hold files open and are made once a process. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Part of `compose`: every adapter, imported and made when it is first asked for. */
export class Adapters {
  readonly paths: HomePaths;
  readonly config: Config;
  readonly clock: Clock;
  readonly #closing: (() => void)[] = [];

  constructor({ paths, config, clock }: AdapterOptions) {
    this.paths = paths;
    this.config = config;
    this.clock = clock;
  }

  /** Aborted when the tick has taken too long: nothing waits for a vendor after that. */
  readonly deadline = new AbortController();
  #writable: Store | null = null;

  readonly store = once(async () => {
    this.#writable = await this.#openStore(false);
    return this.#writable;
  });
  readonly #readOnlyStore = once(() => this.#openStore(true));
  readonly feeds = once(async () => ({
    crypto: await this.#feed('crypto'),
    stock: await this.#feed('stock'),
  }));
  readonly broker = once(() => this.#openBroker());
  readonly learner = once(() => this.#chooseLearner());
  readonly models = once(() => this.#openModels());
  readonly parser = once(() => this.#makeParser());
  readonly currentModels = once(async () => new CurrentModels(await this.models(), await this.parser()));
  readonly #market = once(() => this.#makeMarket());

  /** For use cases that only look: makes no file, and sees what was written by others of this process. */
  async storeToRead(): Promise<Store> {
    return this.#writable ?? this.#readOnlyStore();
  }

  /** Quotes of what is traded; `bars` are those that quotes are made of where there is no live feed. */
  async quotes(bars: Store['bars']): Promise<QuoteSource> {
    const { market, costs } = this.config;
    if (market.crypto.source === 'simulated') return this.#market();
    return new StoredQuotes(bars, {
      source: marketOf(this.config, 'crypto'),
      spreadBps: costs.cryptoSpreadBps,
    });
  }

  async barFileReader() {
    return (await import('../market/csv/read-bar-file.ts')).readBarFile;
  }

  async textFileWriter() {
    const { atomicWrite } = await import('../store/files/atomic-write.ts');
    return (path: string, text: string) => atomicWrite(path, text);
  }

  /** The owner's permission to send orders; not asked for where the money is not real. */
  async arm(): Promise<ArmSwitch> {
    return { read: () => null };
  }

  /** Until when the broker wants no more requests; null when it said nothing of the kind. */
  async pauseUntilMs(): Promise<number | null> {
    return null;
  }

  /** Lets go of all files that are held open. */
  close(): void {
    for (const release of this.#closing.splice(0)) release();
  }

  async #openStore(readOnly: boolean): Promise<Store> {
    const { openStore } = await import('../store/sqlite/store.ts');
    const store = openStore(this.paths.db, { readOnly });
    this.#closing.push(() => store.close());
    return store;
  }

  async #makeMarket(): Promise<SimulatedMarket> {
    const { SimulatedMarket } = await import('../market/simulated/simulated-market.ts');
    const { seed, market, costs } = this.config;
    const spreadBps = { crypto: costs.cryptoSpreadBps, stock: costs.stockSpreadBps };
    return new SimulatedMarket({ seed, edge: market.simulated.edge, spreadBps });
  }

  async #feed(assetClass: AssetClass): Promise<BarFeed> {
    const { crypto, stocks } = this.config.market;
    const { source } = assetClass === 'crypto' ? crypto : stocks;
    const provider = source === 'simulated' ? await this.#market() : null;
    return { source: marketOf(this.config, assetClass), provider };
  }

  async #openBroker(): Promise<Broker> {
    const { PaperBroker } = await import('../broker/paper/paper-broker.ts');
    return new PaperBroker({
      ledger: await this.#openLedger(),
      quotes: await this.quotes((await this.store()).bars),
      clock: this.clock,
      feePpm: ratePpm(this.config.costs.cryptoFeeRate),
      instruments: ['BTC/USD', 'ETH/USD'].map(parseInstrument),
    });
  }

  async #openLedger(): Promise<Ledger> {
    const { SqliteLedger } = await import('../broker/paper/sqlite-ledger.ts');
    const { seed, trading } = this.config;
    const startingCash = centsFromDollars(trading.startingCashUsd);
    const ledger = new SqliteLedger(this.paths.paperBroker, { seed, startingCash });
    this.#closing.push(() => ledger.close());
    return ledger;
  }

  async #chooseLearner(): Promise<Learner> {
    if (this.config.learning.learner === 'forest') return forestLearner;
    return (await import('../learning/ml-random-forest/learner.ts')).mlRandomForestLearner;
  }

  async #openModels(): Promise<ModelStore> {
    const { ModelDir } = await import('../store/files/model-dir.ts');
    return new ModelDir(this.paths.models);
  }

  async #makeParser(): Promise<ParseModel> {
    const learners = [...new Set([forestLearner, await this.learner()])];
    return json => parseModel(json, { learners, featureSet: FEATURE_SET });
  }
}

export const adapters = (options: AdapterOptions): Adapters => new Adapters(options);
