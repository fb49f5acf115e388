import assert from 'node:assert/strict';
import { forestParams } from '../../../../src/lib/app/backtest/forest-params.ts';
import {
  type ForestSymbol,
  type ForestTracksOptions,
  forestTracks,
} from '../../../../src/lib/app/backtest/forest-tracks.ts';
import { schema } from '../../../../src/lib/app/schemas/backtest.ts';
import { instruments, labelSpec, marketOf } from '../../../../src/lib/app/settings.ts';
import { collectSamples } from '../../../../src/lib/app/train/collect-samples.ts';
import { trainClasses } from '../../../../src/lib/app/train/train-classes.ts';
import { type Config, configSchema } from '../../../../src/lib/config/schema.ts';
import { type BarSeries, closeTimeMs, sliceSeries } from '../../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { featuresAt } from '../../../../src/lib/features/build-matrix.ts';
import { forestLearner } from '../../../../src/lib/learning/forest/learner.ts';
import { barrierWidths } from '../../../../src/lib/learning/label.ts';
import type { LoadedModel } from '../../../../src/lib/learning/loaded-model.ts';
import { CODE } from '../../../../src/lib/trading/signals.ts';
import { forestSignal } from '../../../../src/lib/trading/strategies/forest.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { type TrainDesk, trainDesk } from '../../../support/train-desk.ts';

const config = configSchema.parse({
  market: {
    interval: '4h',
    backfillBars: 600,
    crypto: { symbols: ['BTC/USD', 'ETH/USD'] },
    stocks: { symbols: [] },
  },
  learning: { window: 250, evaluation: { folds: 2, stepBars: 6 }, forest: { trees: 5 } },
  signal: { threshold: 'break-even' },
});

const defaults = (of: Config) =>
  Object.fromEntries(Object.entries(forestParams(of)).map(([name, spec]) => [name, spec.default]));

const optionsOf = (desk: TrainDesk, firstMs: number): ForestTracksOptions => ({
  symbols: instruments(desk.config).map(({ symbol, assetClass }) => {
    const key = { source: marketOf(desk.config, assetClass), symbol, interval: desk.config.market.interval };
    return { symbol, assetClass, series: desk.store.bars.load(key) };
  }),
  config: desk.config,
  params: defaults(desk.config),
  learner: forestLearner,
  seed: desk.config.seed,
  firstMs,
  workers: 1,
});

/** A desk whose store has the bars and samples up to `atMs`. */
async function collected(desk: TrainDesk, atMs: number): Promise<TrainDesk> {
  desk.clock.moveTo(atMs);
  for (const instrument of instruments(desk.config)) await collectSamples(desk, instrument);
  return desk;
}

/** A midnight: trainings of one a day are due then. */
const START = Date.UTC(2026, 8, 23);

interface Said {
  readonly symbol: string;
  readonly barCloseMs: number;
  readonly code: number;
  readonly confidence: number;
}

const byMoment = (a: Said, b: Said) => a.barCloseMs - b.barCloseMs || (a.symbol < b.symbol ? -1 : 1);

const kindOf = ({ document: { calibrator } }: LoadedModel): string =>
  calibrator.kind === 'climatology' ? calibrator.reason : calibrator.kind;

/** Bars that closed at `fromMs` or later. */
const barsSince = (series: BarSeries, fromMs: number): number[] =>
  [...series.time.keys()].filter(bar => closeTimeMs(series, bar) >= fromMs);

/** What a tick makes of a model at the close of each bar from `fromMs` on. */
const saidLive = (model: LoadedModel, { symbol, series }: ForestSymbol, fromMs: number): Said[] =>
  barsSince(series, fromMs).map(bar => {
    const barCloseMs = closeTimeMs(series, bar);
    const { probabilityUp } = model.predict(featuresAt(sliceSeries(series, 0, bar + 1))!);
    const worthwhile = model.document.breakEven!.pStar;
    const { action, confidence } = forestSignal({ symbol, probabilityUp, barCloseMs, worthwhile });
    return { symbol, barCloseMs, code: CODE[action], confidence };
  });

describe('forestTracks', () => {
  const folder = tempFolder();

  it('says of each bar what the model that live training makes at that moment says of it', async () => {
    const desk = trainDesk(folder(), config);
    const kinds = new Set<string>();
    const expected: Said[] = [];
    for (let day = 0; day < 6; day++) {
      const atMs = START + day * DAY_MS;
      await collected(desk, atMs);
      assert.equal(trainClasses(desk)[0]?.refused, null);
      const current = desk.current.of('crypto');
      assert.ok(current.kind === 'model');
      kinds.add(kindOf(current.model));
      await collected(desk, atMs + DAY_MS - 1);
      expected.push(...optionsOf(desk, 0).symbols.flatMap(each => saidLive(current.model, each, atMs)));
    }
    // Two coins, six bars a day, six days; models of a curve and of the base rate.
    assert.equal(expected.length, 72);
    assert.ok(kinds.has('blend') && !kinds.has('overconfident'), [...kinds].join());
    const options = optionsOf(desk, START);
    const { tracks } = await forestTracks(options);
    const said = options.symbols.flatMap(({ symbol, series }, i) =>
      barsSince(series, START).map(bar => ({
        symbol,
        barCloseMs: closeTimeMs(series, bar),
        code: tracks[i]!.codes[bar]!,
        confidence: tracks[i]!.confidence![bar]!,
      })),
    );
    assert.deepEqual(said.toSorted(byMoment), expected.toSorted(byMoment));
  });

  it('says nothing before the first moment, and nothing where features or models are missing', async () => {
    const desk = await collected(trainDesk(folder(), config), START);
    const firstMs = START - 30 * DAY_MS;
    const options = optionsOf(desk, firstMs);
    const { tracks, breakEven, walkForward } = await forestTracks(options);
    options.symbols.forEach(({ series }, i) => {
      for (let bar = 0; bar < series.length; bar++) {
        const isSaid = closeTimeMs(series, bar) >= firstMs;
        assert.equal(tracks[i]!.codes[bar] !== 0, isSaid);
        assert.equal(Number.isNaN(tracks[i]!.confidence![bar]), !isSaid);
        assert.equal(breakEven(i, bar) === null, !isSaid);
      }
    });
    assert.equal(walkForward.folds[0]!.from, new Date(firstMs).toISOString());
    const early = await forestTracks(optionsOf(desk, 0));
    const first = early.tracks[0]!.codes.findIndex(code => code !== 0);
    // 74 bars of warm-up, 30 bars of both coins to train on, and their horizon of 6.
    assert.ok(first >= 74 + 30 + 6 && first < 74 + 30 + 6 + 6, `${first}`);
    assert.match(early.walkForward.folds[0]!.refused!, /training needs 60/);
  });

  it('sets the barriers of its labels and names its confidence', async () => {
    const desk = await collected(trainDesk(folder(), config), START);
    const options = optionsOf(desk, START - 2 * DAY_MS);
    const [track] = (await forestTracks(options)).tracks;
    const { series } = options.symbols[0]!;
    const bar = series.length - 1;
    assert.deepEqual(track!.widths!(bar), barrierWidths(series, bar, labelSpec(config, 'crypto')));
    const [, step] = /^forest (\d+) %\+$/.exec(track!.tagOf(bar))!;
    const confidence = track!.confidence![bar]! * 100;
    assert.ok(Number(step) % 5 === 0 && Number(step) <= confidence && confidence < Number(step) + 5);
    const fixed = {
      ...config,
      learning: { ...config.learning, label: { kind: 'fixed' as const, width: 1 } },
    };
    assert.equal((await forestTracks({ ...options, config: fixed })).tracks[0]!.widths, null);
  });

  it('learns each asset class by itself and reports every training', async () => {
    const both = configSchema.parse({
      ...config,
      market: { ...config.market, interval: '1d', backfillBars: 300, stocks: { symbols: ['AAPL'] } },
    });
    const desk = await collected(trainDesk(folder(), both), START);
    const firstMs = START - 20 * DAY_MS;
    const options = optionsOf(desk, firstMs);
    const together = await forestTracks(options);
    for (const [i, each] of options.symbols.entries()) {
      if (each.assetClass === 'stock') {
        const alone = await forestTracks({ ...options, symbols: [each] });
        assert.deepEqual(together.tracks[i]!.confidence, alone.tracks[0]!.confidence);
      }
    }
    schema.shape.walk_forward.parse(together.walkForward);
    const { folds, n, trainings } = together.walkForward;
    // One a day of crypto from the first moment on, and one a trading day of the stock.
    assert.equal(folds.filter(fold => fold.n > 0 && fold.trained_rows > 200).length, folds.length - 2);
    assert.equal(trainings, folds.length);
    assert.equal(
      folds.reduce((sum, fold) => sum + fold.n, 0),
      n,
    );
  });

  it('says why nothing can be learned from bets that move less than they cost', async () => {
    const dear = configSchema.parse({ ...config, costs: { cryptoFeeRate: 0.05 } });
    const desk = await collected(trainDesk(folder(), dear), START);
    const { tracks, walkForward } = await forestTracks(optionsOf(desk, START - 3 * DAY_MS));
    assert.ok(tracks.every(({ codes }) => codes.every(code => code === 0)));
    assert.deepEqual([walkForward.trainings, walkForward.n, walkForward.accuracy], [0, 0, null]);
    assert.ok(walkForward.folds.every(fold => /moves too little/.test(fold.refused!)));
    assert.equal(walkForward.folds.length, 4);
  });
});
