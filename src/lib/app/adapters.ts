import { setTimeout as sleep } from 'node:timers/promises';
import type { Alpaca, AlpacaKeys } from '../alpaca/client.ts';
import type { Broker } from '../broker/broker.ts';
import type { BrokerInspection } from '../broker/inspection.ts';
import type { Ledger } from '../broker/paper/ledger.ts';
import { readEnvironment } from '../config/environment.ts';
import type { Config } from '../config/schema.ts';
import type { Clock } from '../core/clock.ts';
import { ratePpm } from '../core/fill.ts';
import { parseInstrument } from '../core/instrument.ts';
import { centsFromDollars } from '../core/money.ts';
import { FEATURE_SET } from '../features/feature-set.ts';
import { forestLearner } from '../learning/forest/learner.ts';
import type { Learner } from '../learning/learner.ts';
import { logisticLearner } from '../learning/logistic/learner.ts';
import { parseModel } from '../learning/model-file.ts';
import type { BarSource, QuoteSource } from '../market/bar-source.ts';
import type { SimulatedMarket } from '../market/simulated/simulated-market.ts';
import type { ModelStore, Store } from '../store/ports.ts';
import type { StoreUpkeep } from '../store/upkeep.ts';
import type { DatabaseCopies } from './backup/check-copy.ts';
import type { BarFeed } from './bars/bar-feed.ts';
import { StoredQuotes } from './bars/stored-quotes.ts';
import type { KeyPair } from './credentials/key-pair.ts';
import { CurrentModels, type ParseModel } from './current-model.ts';
import type { HomePaths } from './home.ts';
import { marketNamed, marketOf, type SourceName, sourceOf } from './settings.ts';
import type { ArmSwitch } from './tick/ports.ts';

export interface AdapterOptions {
  readonly paths: HomePaths;
  readonly config: Config;
  readonly clock: Clock;
  /** Keys that are not kept anywhere yet, in place of those that are. */
  readonly keys?: KeyPair | null;
}

/** Most requests of a command to Alpaca, which allows 200 a minute; a tick has its own, smaller budget. */
const REQUESTS_A_RUN = 150;

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
  readonly #newKeys: KeyPair | null;

  constructor({ paths, config, clock, keys = null }: AdapterOptions) {
    this.#newKeys = keys;
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
    crypto: await this.feedOf(sourceOf(this.config, 'crypto')),
    stock: await this.feedOf(sourceOf(this.config, 'stock')),
  }));
  readonly broker = once(() => this.#openBroker());
  readonly alpaca = once(() => this.#openAlpaca());
  readonly learner = once(() => this.#chooseLearner());
  readonly models = once(() => this.#openModels());
  readonly parser = once(() => this.#makeParser());
  readonly currentModels = once(async () => new CurrentModels(await this.models(), await this.parser()));
  readonly #market = once(() => this.#makeMarket());
  readonly #yahoo = once(() => this.#makeYahoo());

  /** Whatever is traded here: the sandbox has a market of its own to sell. */
  simulatedMarket(): Promise<SimulatedMarket> {
    return this.#market();
  }

  /** For use cases that only look: makes no file, and sees what was written by others of this process. */
  async storeToRead(): Promise<Store> {
    return this.#writable ?? this.#readOnlyStore();
  }

  /** Quotes of what is traded; `bars` are those that quotes are made of where there is no live feed. */
  async quotes(bars: Store['bars']): Promise<QuoteSource> {
    const { market, costs, broker, trading } = this.config;
    if (broker.kind === 'alpaca' || market.crypto.source === 'alpaca') {
      const { AlpacaQuotes } = await import('../market/alpaca/alpaca-quotes.ts');
      return new AlpacaQuotes(await this.alpaca(), trading.symbols);
    }
    if (market.crypto.source === 'simulated') return this.#market();
    return new StoredQuotes(bars, {
      source: marketOf(this.config, 'crypto'),
      spreadBps: costs.cryptoSpreadBps,
    });
  }

  /** For use cases that only look. */
  async quotesToRead(): Promise<QuoteSource> {
    return this.quotes((await this.storeToRead()).bars);
  }

  /** Bars of a source, whether or not a class is configured to have its own from there. */
  async feedOf(source: SourceName): Promise<BarFeed> {
    return { source: marketNamed(this.config, source), provider: await this.#provider(source) };
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
    const { whyNotArmed } = await import('./arming/arm-state.ts');
    return { read: () => whyNotArmed(this, this.clock.now()) };
  }

  /** The store to be tidied up; the caller closes it. */
  async upkeep(options: { readonly readOnly: boolean }): Promise<StoreUpkeep> {
    const { openUpkeep } = await import('../store/sqlite/upkeep/upkeep.ts');
    return openUpkeep(this.paths.db, options);
  }

  async databaseCopies(): Promise<DatabaseCopies> {
    const { checkDatabase, checkpointIn, copyDatabase } = await import('../store/sqlite/snapshot.ts');
    return { copy: copyDatabase, check: checkDatabase, checkpointIn };
  }

  /** What a check-up asks of the broker; null for the embedded one, of which there is nothing to ask. */
  async inspection(): Promise<BrokerInspection | null> {
    if (this.config.broker.kind === 'simulated') return null;
    const { AlpacaInspection } = await import('../broker/alpaca/alpaca-inspection.ts');
    return new AlpacaInspection(await this.alpaca());
  }

  /** Until when the broker wants no more requests; null when it said nothing of the kind. */
  async pauseUntilMs(): Promise<number | null> {
    return (await this.alpaca()).allowance.resumeAtMs;
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

  async #provider(source: SourceName): Promise<BarSource | null> {
    if (source === 'simulated') return this.#market();
    if (source === 'yahoo') return this.#yahoo();
    return source === 'alpaca' ? this.#alpacaBars() : null;
  }

  async #makeYahoo(): Promise<BarSource> {
    const { YahooBars } = await import('../market/yahoo/yahoo-bars.ts');
    const { StateNoteFile } = await import('../store/files/state-note.ts');
    const backOffNote = new StateNoteFile(this.paths.yahooBackOff);
    return new YahooBars({ baseUrl: this.config.yahoo.url, clock: this.clock, backOffNote });
  }

  async #alpacaBars(): Promise<BarSource> {
    const { AlpacaBars } = await import('../market/alpaca/alpaca-bars.ts');
    const { dataUrl, stockFeed } = this.config.alpaca;
    return new AlpacaBars({ alpaca: await this.alpaca(), dataUrl, stockFeed });
  }

  async #openAlpaca(): Promise<Alpaca> {
    const { Alpaca } = await import('../alpaca/client.ts');
    const { tradingUrl, dataUrl } = this.config.alpaca;
    return new Alpaca({
      ...{ tradingUrl, dataUrl, clock: this.clock, budget: REQUESTS_A_RUN },
      keys: await this.#keys(),
      deadline: this.deadline.signal,
      wait: ms => sleep(ms),
    });
  }

  /** An account needs keys; prices of coins are to be had without. */
  async #keys(): Promise<AlpacaKeys | null> {
    const { credentials, hasKeys } = await import('./credentials/credentials.ts');
    const environment = readEnvironment();
    if (this.config.broker.kind === 'simulated' && !hasKeys(this, environment)) return null;
    const { keyId, secret } = this.#newKeys ?? credentials(this, environment);
    return { keyId: () => keyId.reveal(), secret: () => secret.reveal() };
  }

  async #openBroker(): Promise<Broker> {
    if (this.config.broker.kind === 'alpaca') {
      const { AlpacaBroker } = await import('../broker/alpaca/alpaca-broker.ts');
      return new AlpacaBroker(await this.alpaca());
    }
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
    const learners = [...new Set([forestLearner, logisticLearner, await this.learner()])];
    return json => parseModel(json, { learners, featureSet: FEATURE_SET });
  }
}

export const adapters = (options: AdapterOptions): Adapters => new Adapters(options);
