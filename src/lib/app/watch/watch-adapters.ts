import { statSync } from 'node:fs';
import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../core/clock.ts';
import type { AssetClass } from '../../core/instrument.ts';
import { FEATURE_SET } from '../../features/feature-set.ts';
import type { HiveState } from '../../journal/state.ts';
import { forestLearner } from '../../learning/forest/learner.ts';
import { logisticLearner } from '../../learning/logistic/learner.ts';
import { parseModel } from '../../learning/model-file.ts';
import type { BarSource, QuoteSource } from '../../market/bar-source.ts';
import { ModelDir } from '../../store/files/model-dir.ts';
import type { ModelStore, Store } from '../../store/ports.ts';
import { openStoreToWatch, type WatchedStore } from '../../store/sqlite/watched-store.ts';
import type { BarFeed } from '../bars/bar-feed.ts';
import { CurrentModels, type ParseModel } from '../current-model.ts';
import type { HomePaths } from '../home.ts';
import type { Reading } from '../reading.ts';
import { marketOf, sourceOf } from '../settings.ts';
import { systemClock } from '../system-clock.ts';
import { MarkedQuotes } from './marked-quotes.ts';

export interface WatchAdapterOptions {
  readonly paths: HomePaths;
  readonly config: Config;
  readonly clock: Clock;
  /** Of the journal as far as it has been read. */
  readonly state: () => HiveState | null;
}

/** How long a store that could not be opened is not tried again: each try may stop the process for a while. */
const REST_MS = 1_000;

interface Market extends BarSource, QuoteSource {}

/** Part of `compose`: what a process may use that only looks. It knows no keys, no broker and no vendor. */
export class WatchAdapters implements Reading {
  readonly paths: HomePaths;
  readonly config: Config;
  readonly clock: Clock;
  readonly #state: () => HiveState | null;
  readonly #models: ModelDir;
  #store: { readonly store: WatchedStore; readonly inode: number | null } | null = null;
  #failure: { readonly error: unknown; readonly atMs: number } | null = null;
  #market: Promise<Market> | undefined;
  #current: Promise<CurrentModels> | undefined;
  #parser: Promise<ParseModel> | undefined;

  constructor({ paths, config, clock, state }: WatchAdapterOptions) {
    this.paths = paths;
    this.config = config;
    this.clock = clock;
    this.#state = state;
    this.#models = new ModelDir(paths.models);
  }

  async storeToRead(): Promise<Store> {
    return this.#openStore();
  }

  /** Another text after every change of the store. @throws HiveError when it cannot be read. */
  storeRevision(): string {
    const store = this.#openStore();
    return `${this.#store?.inode ?? 'none'}-${store.changes()}`;
  }

  async feeds(): Promise<Readonly<Record<AssetClass, BarFeed>>> {
    return { crypto: await this.#feed('crypto'), stock: await this.#feed('stock') };
  }

  async quotesToRead(): Promise<QuoteSource> {
    const { broker, market } = this.config;
    const isSimulated = market.crypto.source === 'simulated' && broker.kind === 'simulated';
    return isSimulated ? this.#simulated() : new MarkedQuotes(this.#state);
  }

  async models(): Promise<ModelStore> {
    return this.#models;
  }

  parser(): Promise<ParseModel> {
    this.#parser ??= this.#makeParser();
    return this.#parser;
  }

  currentModels(): Promise<CurrentModels> {
    this.#current ??= this.parser().then(parse => new CurrentModels(this.#models, parse));
    return this.#current;
  }

  close(): void {
    this.#closeStore();
  }

  #closeStore(): void {
    this.#store?.store.close();
    this.#store = null;
  }

  /** The open store, or a new one when there is another file by now. */
  #openStore(): WatchedStore {
    const inode = inodeOf(this.paths.db);
    if (this.#store?.inode === inode) return this.#store.store;
    this.#rest();
    try {
      this.#closeStore();
      const store = openStoreToWatch(this.paths.db);
      this.#store = { store, inode };
      this.#failure = null;
      return store;
    } catch (error) {
      this.#failure = { error, atMs: systemClock.monotonic() };
      throw error;
    }
  }

  #rest(): void {
    if (this.#failure && systemClock.monotonic() - this.#failure.atMs < REST_MS) throw this.#failure.error;
  }

  async #feed(assetClass: AssetClass): Promise<BarFeed> {
    const isSimulated = sourceOf(this.config, assetClass) === 'simulated';
    return {
      source: marketOf(this.config, assetClass),
      provider: isSimulated ? await this.#simulated() : null,
    };
  }

  #simulated(): Promise<Market> {
    this.#market ??= this.#makeMarket();
    return this.#market;
  }

  async #makeMarket(): Promise<Market> {
    const { SimulatedMarket } = await import('../../market/simulated/simulated-market.ts');
    const { seed, market, costs } = this.config;
    const spreadBps = { crypto: costs.cryptoSpreadBps, stock: costs.stockSpreadBps };
    return new SimulatedMarket({ seed, edge: market.simulated.edge, spreadBps });
  }

  async #makeParser(): Promise<ParseModel> {
    const learners = [forestLearner, logisticLearner, ...(await this.#otherLearners())];
    return json => parseModel(json, { learners, featureSet: FEATURE_SET });
  }

  async #otherLearners() {
    if (this.config.learning.learner === 'forest') return [];
    return [(await import('../../learning/ml-random-forest/learner.ts')).mlRandomForestLearner];
  }
}

/** Null when there is no file, and where it cannot be told: the opening then says why. */
function inodeOf(path: string): number | null {
  try {
    return statSync(path, { throwIfNoEntry: false })?.ino ?? null;
  } catch {
    return null;
  }
}
