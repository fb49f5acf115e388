import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CurrentModels } from '../../src/lib/app/current-model.ts';
import { barAt, setBar } from '../../src/lib/core/bar-series.ts';
import { buildMatrix } from '../../src/lib/features/build-matrix.ts';
import { FEATURE_SET } from '../../src/lib/features/feature-set.ts';
import { forestLearner } from '../../src/lib/learning/forest/learner.ts';
import { parseModel, sealModel } from '../../src/lib/learning/model-file.ts';
import type { Quote } from '../../src/lib/market/bar-source.ts';
import { ModelDir } from '../../src/lib/store/files/model-dir.ts';
import { hive, tempHome } from '../support/cli.ts';
import { ModelHome } from '../support/model-home.ts';
import { dataOf } from '../support/refusal.ts';
import { modelNames, trainedHome } from '../support/small-home.ts';
import { TickDesk } from '../support/tick-desk.ts';
import { BUY, ScriptedStrategy, viewOf } from '../support/tick-strategies.ts';
import { randomWalk } from '../support/walks.ts';

const LAST_CLOSE = 50_000;
const awkward = fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e-300, 1e300, LAST_CLOSE);
const price = fc.oneof(awkward, fc.double({ min: 30_000, max: 70_000, noNaN: true }));
const quotes = fc.record({
  bid: price,
  ask: price,
  ageMs: fc.oneof(fc.constant(0), fc.integer({ min: -120_000, max: 120_000 })),
});

/** What section 6.5 of the fault matrix calls a good quote: fresh, two-sided, uncrossed, narrow, near the last bar. */
function isGood({ bid, ask }: { bid: number; ask: number }, ageMs: number): boolean {
  const middle = (bid + ask) / 2;
  const sound = bid > 0 && ask >= bid && Number.isFinite(ask);
  const fresh = ageMs <= 30_000 && ageMs >= -5_000;
  return sound && fresh && (ask - bid) / middle <= 0.01 && Math.abs(middle / LAST_CLOSE - 1) <= 0.2;
}

/** A desk whose strategy has seen a bar that closed at LAST_CLOSE. */
function deskOn(change: (quote: Quote) => Quote): TickDesk {
  const desk = new TickDesk();
  desk.strategy.says('BTC/USD', BUY);
  const look = desk.strategy.look.bind(desk.strategy);
  desk.strategy.look = async symbol => {
    const view = await look(symbol);
    return view.evidence ? { ...view, evidence: { ...view.evidence, lastClose: LAST_CLOSE } } : view;
  };
  const honest = desk.quotes.quote.bind(desk.quotes);
  desk.quotes.quote = async (instrument, atMs) => {
    const quote = await honest(instrument, atMs);
    return quote && instrument.symbol === 'BTC/USD' ? change(quote) : quote;
  };
  return desk;
}

describe('bad quotes and confidences', function () {
  this.timeout(60_000);

  it('M1 any quote that is stale, of the future, crossed, one-sided, wide or 20 % off the last bar: no order, a named reason', async () => {
    let [good, bad] = [0, 0];
    await fc.assert(
      fc.asyncProperty(quotes, async ({ bid, ask, ageMs }) => {
        const desk = deskOn(quote => ({ ...quote, bid, ask, timeMs: quote.timeMs - ageMs }));
        const [reason] = await desk.reasons();
        if (isGood({ bid, ask }, ageMs)) {
          good += 1;
          assert.equal(reason, 'ENTRY_SIGNAL');
        } else {
          bad += 1;
          assert.ok(['STALE_QUOTE', 'BAD_QUOTE', 'WIDE_SPREAD'].includes(reason!), reason);
          assert.equal(desk.broker.sent.length, 0);
        }
      }),
      { numRuns: 400, seed: 1, examples: [[{ bid: LAST_CLOSE, ask: LAST_CLOSE + 10, ageMs: 0 }]] },
    );
    assert.ok(good > 0 && bad > 100, `${good} good, ${bad} bad`);
  });

  it('M8 a confidence of exactly 0.70, NaN, above 1 or any other that is not in (0.70, 1]: no order', async () => {
    const examples = [0.7, Number.NaN, 1.0000001, Number.POSITIVE_INFINITY, -1, 0.7000000000000001, 1];
    await fc.assert(
      fc.asyncProperty(fc.double({ min: -2, max: 2 }), async confidence => {
        const desk = new TickDesk();
        desk.strategy.look = async symbol =>
          symbol === 'BTC/USD'
            ? viewOf(symbol, { ...BUY, confidence, odds: { BUY: 0.4, SELL: 0.3, HOLD: 0.3 } })
            : new ScriptedStrategy().look(symbol);
        await desk.tick().catch(() => undefined);
        assert.equal(desk.broker.sent.length, confidence > 0.7 && confidence <= 1 ? 1 : 0, `${confidence}`);
      }),
      { numRuns: 100, seed: 1, examples: examples.map(value => [value]) },
    );
  });
});

describe('bad bars', function () {
  this.timeout(60_000);

  it('M3 null rows, holes, duplicates, disorder, a bar in progress, zero volume: cleaned, and every count is told', async () => {
    const home = tempHome();
    const file = join(home, 'btc.csv');
    const rows = Array.from({ length: 40 }, (_, day) => {
      const date = new Date(Date.UTC(2026, 6, 1 + day)).toISOString().slice(0, 10);
      return `${date},100,${110 + day},90,${101 + day},${day === 7 ? 0 : 5}`;
    });
    const spoiled = [
      ...rows.slice(0, 10),
      rows[3]!,
      rows[12]!,
      rows[11]!,
      ...rows.slice(14),
      '2026-08-20,,,,,',
    ];
    writeFileSync(file, `date,open,high,low,close,volume\n${spoiled.join('\n')}\n`);
    const imported = await hive(
      ['data', 'import', file, '--symbol', 'BTC/USD', '--json', '--as-of', '2026-08-09T12:00:00Z'],
      { home },
    );
    const { data, warnings } = JSON.parse(imported.stdout);
    const counts = (found: { kind: string; count: number }[]) =>
      Object.fromEntries(found.map(({ kind, count }) => [kind, count]));
    assert.deepEqual(counts(data.repairs), { sorted: 2 });
    assert.deepEqual(counts(data.dropped), { 'empty-row': 1, duplicate: 1, 'forming-bar': 1 });
    assert.deepEqual(warnings, [
      '2 bars absent in 2 gaps, the first at 2026-07-11T00:00:00.000Z',
      '1 bar with a volume of zero',
    ]);
    assert.equal(data.bars, 37);
  });

  it('M4 bars after t are changed at will: the features at t do not change', () => {
    const changes = fc.array(
      fc.record({ at: fc.nat(79), factor: fc.double({ min: 0.1, max: 10, noNaN: true }) }),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(fc.nat(1_000), changes, (seed, edits) => {
        const length = 160;
        const honest = buildMatrix(randomWalk(seed, length));
        const series = randomWalk(seed, length);
        const first = Math.min(...edits.map(({ at }) => 80 + at));
        for (const { at, factor } of edits) {
          const { timeMs, open, high, low, close, volume } = barAt(series, 80 + at);
          const [o, h, l, c] = [open, high, low, close].map(value => value * factor) as [
            number,
            number,
            number,
            number,
          ];
          setBar(series, 80 + at, { timeMs, open: o, high: h, low: l, close: c, volume: volume * factor });
        }
        const changed = buildMatrix(series);
        const rows = honest.index.filter(bar => bar < first).length;
        assert.ok(rows > 0);
        const early = (columns: readonly Float64Array[]) => columns.map(column => column.slice(0, rows));
        assert.deepEqual(early(changed.columns), early(honest.columns));
      }),
      { numRuns: 40, seed: 1 },
    );
  });
});

describe('a training that disturbs', function () {
  this.timeout(120_000);

  it('M5 a training cycle while models are read all the time: old or new, never a mix', async () => {
    const root = await trainedHome();
    const options = { learners: [forestLearner], featureSet: FEATURE_SET };
    const dir = new ModelDir(join(root, 'models'));
    const cycle = hive(['train', 'cycle', '--force-train', '--as-of', '2026-09-24T00:05:00Z'], {
      home: root,
    });
    const seen = new Set<string>();
    let reads = 0;
    let isRunning = true;
    void cycle.finally(() => {
      isRunning = false;
    });
    while (isRunning || reads < 50) {
      const current = new CurrentModels(dir, json => parseModel(json, options)).of('crypto');
      assert.equal(current.kind, 'model');
      if (current.kind === 'model') seen.add(current.model.document.name);
      reads += 1;
      await new Promise(setImmediate);
    }
    assert.equal((await cycle).code, 0);
    assert.equal(seen.size, 2, `${reads} reads`);
  });

  it('M6 a retrained model with NaN in it cannot be sealed, and one that was not trained leaves the old one', async () => {
    const home = await ModelHome.make();
    const { hash: _, name: __, ...body } = home.document;
    assert.throws(() => sealModel({ ...body, medians: body.medians.map(() => Number.NaN) }), TypeError);
    const before = modelNames(home.root, 'crypto');
    // No bet of the class can pay costs of 20 % a round trip: the training is refused.
    const env = { HIVE__COSTS__CRYPTOSPREADBPS: '500', HIVE__COSTS__CRYPTOFEERATE: '0.05' };
    const args = ['train', 'cycle', '--force-train', '--as-of', '2026-09-24T00:05:00Z'];
    const report = await dataOf<{ trained: { assetClass: string; model: string | null }[] }>(args, {
      home: home.root,
      env,
    });
    assert.equal(report.trained.find(({ assetClass }) => assetClass === 'crypto')?.model, null);
    assert.deepEqual(modelNames(home.root, 'crypto'), before);
    assert.ok(!(await home.reasonsAfter()).includes('MODEL_INVALID'));
  });

  it('M6 a retrained model that knows nothing, on a market without an edge: no confidence above 0.70, no trade', async () => {
    const root = tempHome();
    const settings = {
      market: { simulated: { edge: 'none' }, backfillBars: 300, stocks: { symbols: ['AAPL'] } },
      learning: { window: 200, evaluation: { folds: 4 }, forest: { trees: 20 } },
    };
    writeFileSync(join(root, 'hive.config.json'), JSON.stringify(settings));
    const at = ['--as-of', '2026-09-22T00:05:00Z'];
    assert.equal((await hive(['train', 'cycle', ...at], { home: root })).code, 0);
    const { outcomes } = await dataOf<{ outcomes: { reason: string }[] }>(['trade', 'tick', ...at], {
      home: root,
    });
    for (const { reason } of outcomes) assert.match(reason, /^(LOW_CONFIDENCE|HOLD_SIGNAL|NOTHING_TO_SELL)$/);
  });

  it('M7 the count of training cycles is lost with the store: one more training at worst, and models that work', async () => {
    const root = await trainedHome();
    for (const suffix of ['', '-wal', '-shm'])
      rmSync(join(root, 'state', `hive.db${suffix}`), { force: true });
    const args = ['train', 'cycle', '--as-of', '2026-09-23T00:05:00Z'];
    const report = await dataOf<{ cycle: number; trained: unknown[] | null }>(args, { home: root });
    assert.equal(report.cycle, 1);
    const forecasts = await dataOf<{ forecasts: { reason?: string }[] }>(
      ['predict', '--as-of', '2026-09-23T00:06:00Z'],
      { home: root },
    );
    assert.deepEqual(
      forecasts.forecasts.map(({ reason }) => reason ?? null),
      [null, null, null],
    );
  });
});
