import type { Config } from '../config/schema.ts';
import type { Clock } from '../core/clock.ts';
import type { AssetClass } from '../core/instrument.ts';
import type { QuoteSource } from '../market/bar-source.ts';
import type { ModelStore, Store } from '../store/ports.ts';
import type { BarFeed } from './bars/bar-feed.ts';
import type { CurrentModels, ParseModel } from './current-model.ts';
import type { HomePaths } from './home.ts';

/** What a use case that only looks is given: nothing in it writes, holds keys or knows a broker. */
export interface Reading {
  readonly paths: HomePaths;
  readonly config: Config;
  readonly clock: Clock;
  /** @throws HiveError (data or config) where the store cannot be read. */
  storeToRead(): Promise<Store>;
  feeds(): Promise<Readonly<Record<AssetClass, BarFeed>>>;
  /** Quotes of what is traded, at this moment. */
  quotesToRead(): Promise<QuoteSource>;
  models(): Promise<ModelStore>;
  parser(): Promise<ParseModel>;
  currentModels(): Promise<CurrentModels>;
}
