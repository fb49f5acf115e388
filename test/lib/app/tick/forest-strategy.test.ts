import assert from 'node:assert/strict';
import { newestBars } from '../../../../src/lib/app/bars/bar-feed.ts';
import { labelSpec } from '../../../../src/lib/app/settings.ts';
import { forestStrategy } from '../../../../src/lib/app/tick/forest-strategy.ts';
import { trainCycle } from '../../../../src/lib/app/train/train-cycle.ts';
import type { BarSeries } from '../../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { featuresAt } from '../../../../src/lib/features/build-matrix.ts';
import { BTC } from '../../../support/quotes.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { TRAIN_START, type TrainDesk, trainDesk } from '../../../support/train-desk.ts';
import { seriesOfCloses } from '../../../support/walks.ts';

const MONTH = 30 * DAY_MS;

const newest = ({ feeds, store, clock }: TrainDesk): BarSeries =>
  newestBars(feeds.crypto, BTC, { store: store.bars, clock, interval: '1d', count: 660 });

/** The strategy over the bars and models of a desk, or over `bars`. */
const strategyOn = (desk: TrainDesk, bars: () => BarSeries = () => newest(desk)) =>
  forestStrategy({
    label: labelSpec(desk.config, 'crypto'),
    maxModelAgeMs: MONTH,
    threshold: 'fixed',
    bars: async () => bars(),
    currentModel: () => desk.current.of('crypto'),
  });

const lookAt = (desk: TrainDesk, nowMs = TRAIN_START, bars?: () => BarSeries) =>
  strategyOn(desk, bars).look('BTC/USD', { nowMs, epoch: Math.floor(nowMs / DAY_MS) });

describe('forestStrategy', () => {
  const folder = tempFolder();

  async function trained(): Promise<TrainDesk> {
    const desk = trainDesk(folder());
    await trainCycle(desk, { forceTrain: false });
    return desk;
  }

  it('says what the current model says of the newest bars, with all that is behind it', async () => {
    const desk = await trained();
    const { opinion, evidence } = await lookAt(desk);
    const current = desk.current.of('crypto');
    assert.ok(opinion.kind === 'signal' && evidence && current.kind === 'model');
    const features = featuresAt(newest(desk))!;
    const { probabilityUp, interval } = current.model.predict(features);
    assert.equal(opinion.signal.probabilityUp, probabilityUp);
    assert.equal(opinion.signal.barCloseMs, Date.UTC(2026, 8, 22));
    assert.ok(opinion.widths && opinion.widths.target > 0 && opinion.widths.stop > 0);
    assert.deepEqual([evidence.features, evidence.interval], [[...features], interval]);
    assert.equal(evidence.model?.hash, current.model.document.hash);
    const { action, confidence } = opinion.signal;
    assert.equal(evidence.odds(confidence - 1e-9)[action], 1);
    assert.equal(evidence.odds(confidence).HOLD, 1);
  });

  it('says why it has no opinion', async () => {
    const reason = async (desk: TrainDesk, nowMs?: number, bars?: () => BarSeries) => {
      const { opinion } = await lookAt(desk, nowMs, bars);
      return opinion.kind === 'none' ? opinion.reason : null;
    };
    const untrained = trainDesk(folder());
    assert.equal(await reason(untrained), 'NO_BARS');
    const desk = await trained();
    // The newest bar closed at midnight; it may be two days old, and not a millisecond more.
    const midnight = Date.UTC(2026, 8, 22);
    assert.equal(await reason(desk, midnight + 2 * DAY_MS), null);
    assert.equal(await reason(desk, midnight + 2 * DAY_MS + 1), 'STALE_BARS');
    const few = seriesOfCloses([100, 101, 102]);
    assert.equal(await reason(desk, 3 * DAY_MS, () => few), 'NO_FEATURES');
    const fresh = () => ({ ...newest(desk), time: newest(desk).time.map(timeMs => timeMs + 2 * MONTH) });
    assert.equal(await reason(desk, TRAIN_START + 2 * MONTH, fresh), 'MODEL_STALE');
    desk.models.write('crypto-broken', {});
    desk.models.makeCurrent('crypto', 'crypto-broken');
    assert.equal(await reason(desk), 'MODEL_INVALID');
  });

  it('has no model before the first training', async () => {
    const desk = trainDesk(folder());
    const series = seriesOfCloses(Array.from({ length: 100 }, (_, day) => 100 + (day % 7)));
    const { opinion } = await lookAt(desk, 100 * DAY_MS, () => series);
    assert.deepEqual(opinion, { kind: 'none', reason: 'NO_MODEL' });
  });
});
