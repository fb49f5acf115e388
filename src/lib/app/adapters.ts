import { join } from 'node:path';
import type { Broker } from '../broker/broker.ts';
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
import type { Store } from '../store/ports.ts';
import type { BarFeed } from './bars/bar-feed.ts';
import { StoredQuotes } from './bars/stored-quotes.ts';
import { CurrentModels } from './current-model.ts';
import type { HomePaths } from './home.ts';
import { sourceOf } from './settings.ts';

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
export function adapters({ paths, config, clock }: AdapterOptions) {
  const closing: (() => void)[] = [];

  const openStore = async (readOnly: boolean): Promise<Store> => {
    const { openStore: open } = await import('../store/sqlite/store.ts');
    const store = open(paths.db, { readOnly });
    closing.push(() => store.close());
    return store;
  };
  const store = once(() => openStore(false));
  /** For commands that only look: makes no file. */
  const storeToRead = once(() => openStore(true));

  const market = once(async (): Promise<SimulatedMarket> => {
    const { SimulatedMarket } = await import('../market/simulated/simulated-market.ts');
    const { edge } = config.market.simulated;
    const spreadBps = { crypto: config.costs.cryptoSpreadBps, stock: config.costs.stockSpreadBps };
    return new SimulatedMarket({ seed: config.seed, edge, spreadBps });
  });

  const feed = async (assetClass: AssetClass): Promise<BarFeed> => {
    const source = sourceOf(config, assetClass);
    return { source, provider: source === 'simulated' ? await market() : null };
  };
  const feeds = once(async () => ({ crypto: await feed('crypto'), stock: await feed('stock') }));

  const quotes = async (bars: Store['bars']): Promise<QuoteSource> => {
    const source = sourceOf(config, 'crypto');
    if (source === 'simulated') return market();
    return new StoredQuotes(bars, { source, spreadBps: config.costs.cryptoSpreadBps });
  };

  const broker = once(async (): Promise<Broker> => {
    const [{ PaperBroker }, { SqliteLedger }] = await Promise.all([
      import('../broker/paper/paper-broker.ts'),
      import('../broker/paper/sqlite-ledger.ts'),
    ]);
    const startingCash = centsFromDollars(config.trading.startingCashUsd);
    const ledger = new SqliteLedger(join(paths.state, 'paper-broker.db'), {
      seed: config.seed,
      startingCash,
    });
    closing.push(() => ledger.close());
    return new PaperBroker({
      ledger,
      quotes: await quotes((await store()).bars),
      clock,
      feePpm: ratePpm(config.costs.cryptoFeeRate),
      instruments: ['BTC/USD', 'ETH/USD'].map(parseInstrument),
    });
  });

  const learner = once(async (): Promise<Learner> => {
    if (config.learning.learner === 'forest') return forestLearner;
    return (await import('../learning/ml-random-forest/learner.ts')).mlRandomForestLearner;
  });

  const models = once(async () => {
    const { ModelDir } = await import('../store/files/model-dir.ts');
    return new ModelDir(paths.models);
  });

  const parser = once(async () => {
    const learners = [...new Set([forestLearner, await learner()])];
    return (json: unknown) => parseModel(json, { learners, featureSet: FEATURE_SET });
  });
  const currentModels = once(async () => new CurrentModels(await models(), await parser()));

  const barFileReader = async () => (await import('../market/csv/read-bar-file.ts')).readBarFile;
  const textFileWriter = async () => {
    const { atomicWrite } = await import('../store/files/atomic-write.ts');
    return (path: string, text: string) => atomicWrite(path, text);
  };

  const close = (): void => {
    for (const release of closing.splice(0)) release();
  };

  return {
    paths,
    config,
    clock,
    store,
    storeToRead,
    feeds,
    quotes,
    broker,
    learner,
    models,
    parser,
    barFileReader,
    textFileWriter,
    currentModels,
    close,
  };
}

export type Adapters = ReturnType<typeof adapters>;
