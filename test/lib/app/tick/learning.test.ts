import assert from 'node:assert/strict';
import type { BarSeries } from '../../../../src/lib/core/bar-series.ts';
import { dataError } from '../../../../src/lib/core/errors.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/lib/core/interval.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { entry } from '../../../../src/lib/journal/entry.ts';
import { encodeState } from '../../../../src/lib/journal/state.ts';
import { expertIds } from '../../../../src/lib/learning/feedback/take-stance.ts';
import { type AwakeDesk, awakeDesk, count, crypto, FIRST, MIDNIGHT } from '../../../support/awake-desk.ts';
import { AwakeLearner, dailyBars, walkingCloses } from '../../../support/awake-learner.ts';
import { hiveError } from '../../../support/hive-error.ts';
import type { TickDesk } from '../../../support/tick-desk.ts';
import { BUY } from '../../../support/tick-strategies.ts';

/** What it comes to be: the text of the state, and of the checkpoint after the last tick. */
const textOf = (desk: TickDesk): string => encodeState(desk.state);

describe('forty days of ticks', () => {
  let desk: AwakeDesk;

  before(async () => {
    desk = awakeDesk();
    for (let day = 0; day < 40; day++) {
      for (let tick = 0; tick < 4; tick++) await desk.tickAfter(DAY_MS / 4);
    }
  });

  it('give one stance and one settlement a day, however many ticks', () => {
    assert.equal(desk.state.ticks, 160);
    // Ten past midnight of the first day is before the first tick.
    const epochs = desk.journalled('STANCE').map(({ epoch }) => epoch);
    assert.deepEqual(
      epochs,
      Array.from({ length: 41 }, (_, day) => FIRST + day),
    );
    assert.deepEqual(
      desk.journalled('SETTLED').map(({ epoch, gap }) => [epoch, gap]),
      epochs.slice(0, -1).map(epoch => [epoch, false]),
    );
    assert.deepEqual([count(desk, 'WARMED'), count(desk, 'VERDICT')], [1, 1]);
    assert.deepEqual([crypto(desk).settled, crypto(desk).evidence.money.epochs], [40, 40]);
  });

  it('settle with the return from close to close of the bars', async () => {
    const [first] = desk.journalled('STANCE');
    const [settled] = desk.journalled('SETTLED');
    const bars = desk.learner.barsSince('BTC/USD', MIDNIGHT);
    assert.equal(first?.symbols['BTC/USD']?.close, bars.close[0]);
    assert.equal(settled?.moves['BTC/USD'], bars.close[1]! / bars.close[0]! - 1);
  });

  it('are folded to the same from the first record as from the checkpoints, bit for bit', () => {
    assert.equal(desk.store.checkpoints.load()?.state, textOf(desk));
  });

  it('are learned once more from the journal where the checkpoint is damaged', async () => {
    const checkpoint = desk.store.checkpoints.load()!;
    desk.store.checkpoints.save({ ...checkpoint, state: checkpoint.state.replace('lnSplit', 'lnSpilt') });
    await desk.tickAfter(SLOT_MS);
    assert.equal(desk.store.checkpoints.load()?.state, textOf(desk));
    assert.equal(crypto(desk).settled, 40);
  });

  it('leave a policy that started from history and learned from each day of both symbols', () => {
    const { policy, explored, forecasters } = crypto(desk);
    assert.ok((desk.journalled('WARMED')[0]?.lessons ?? 0) > 200);
    assert.deepEqual([policy.warmed, policy.pooled.seen], [true, 80]);
    assert.deepEqual([explored.used, forecasters?.experts], [0, expertIds([])]);
  });
});

describe('what stands in the way of learning', () => {
  it('does not stop the tick: it trades, and says what was wrong', async () => {
    const desk = awakeDesk();
    desk.strategy.says('BTC/USD', BUY);
    desk.learner.trouble = new RangeError('a volatility of NaN');
    const report = await desk.tick();
    assert.equal(report.outcomes[0]?.reason, 'ENTRY_SIGNAL');
    assert.deepEqual(report.warnings, ['Nothing was learned in this tick: a volatility of NaN']);
    assert.equal(count(desk, 'STANCE'), 0);
    desk.learner.trouble = null;
    assert.deepEqual((await desk.tickAfter(SLOT_MS)).warnings, []);
    assert.equal(count(desk, 'STANCE'), 1);
  });

  it('is not a full disk: that ends the tick, before anything is sent', async () => {
    const desk = awakeDesk();
    desk.strategy.says('BTC/USD', BUY);
    await desk.tick();
    desk.strategy.says('ETH/USD', BUY);
    desk.disk.hooks = {
      before: bodies => {
        if (bodies.some(({ type }) => type === 'SETTLED'))
          throw dataError({ code: 'DISK_FULL', message: 'no space left', next: 'Make space.' });
      },
      after: () => {},
    };
    await assert.rejects(desk.tickAfter(DAY_MS), hiveError('DISK_FULL'));
    assert.equal(desk.broker.sent.length, 1);
  });

  it('is not a fault of the program, which is not passed over', async () => {
    const desk = awakeDesk();
    desk.learner.trouble = new TypeError('undefined is not a function');
    await assert.rejects(desk.tick(), TypeError);
  });

  it('are bars that are late: it waits an hour, and then begins without them', async () => {
    const desk = awakeDesk({ startMs: MIDNIGHT + 60_000 });
    desk.learner.lateMs.set('ETH/USD', 2 * HOUR_MS);
    await desk.tick();
    await desk.tickAfter(58 * 60_000);
    assert.equal(count(desk, 'STANCE'), 0);
    await desk.tickAfter(2 * 60_000);
    assert.deepEqual(Object.keys(desk.journalled('STANCE')[0]?.symbols ?? {}), ['BTC/USD']);
    await desk.tickAfter(2 * HOUR_MS);
    assert.equal(count(desk, 'STANCE'), 1);
  });

  it('are bars of which none comes: no stance, and none is settled, until they do', async () => {
    const desk = awakeDesk();
    await desk.tick();
    for (const symbol of ['BTC/USD', 'ETH/USD']) desk.learner.lateMs.set(symbol, 30 * HOUR_MS);
    await desk.tickAfter(DAY_MS);
    await desk.tickAfter(20 * HOUR_MS);
    assert.deepEqual([count(desk, 'STANCE'), count(desk, 'SETTLED')], [1, 0]);
    desk.learner.lateMs.clear();
    await desk.tickAfter(SLOT_MS);
    assert.deepEqual([count(desk, 'STANCE'), count(desk, 'SETTLED')], [2, 1]);
  });

  it('is a clock that goes back: no second stance on an epoch, nor one on an earlier', async () => {
    const desk = awakeDesk();
    await desk.tick();
    await desk.tickAfter(DAY_MS);
    const before = JSON.stringify(crypto(desk));
    desk.clock.jump(-DAY_MS);
    await desk.tick();
    desk.clock.jump(-3 * DAY_MS);
    await desk.tick();
    assert.equal(JSON.stringify(crypto(desk)), before);
    desk.clock.jump(4 * DAY_MS);
    await desk.tick();
    assert.equal(count(desk, 'STANCE'), 2);
  });

  it('is no other length of epochs: from hours to days it goes on once the hour is over, and back', async () => {
    const desk = awakeDesk();
    desk.learner.epochMs = HOUR_MS;
    await desk.tick();
    const hours = MIDNIGHT / HOUR_MS;
    assert.equal(crypto(desk).epoch, hours);
    desk.learner.epochMs = DAY_MS;
    await desk.tickAfter(SLOT_MS);
    assert.equal(crypto(desk).epoch, hours);
    await desk.tickAfter(HOUR_MS);
    assert.deepEqual([crypto(desk).epoch, crypto(desk).settled], [FIRST, 0]);
    await desk.tickAfter(DAY_MS);
    assert.deepEqual([crypto(desk).epoch, crypto(desk).settled], [FIRST + 1, 1]);
    desk.learner.epochMs = HOUR_MS;
    // Back in the hour after midnight, when a bar has just closed.
    await desk.tickAfter(DAY_MS - HOUR_MS);
    assert.deepEqual([crypto(desk).epoch, crypto(desk).settled], [(FIRST + 2) * 24, 2]);
  });

  it('is no halt: what is halted goes on learning', async () => {
    const desk = awakeDesk();
    desk.halt.reason = 'by hand';
    await desk.tick();
    const report = await desk.tickAfter(DAY_MS);
    assert.deepEqual(new Set(report.outcomes.map(({ reason }) => reason)), new Set(['HALTED']));
    assert.deepEqual([count(desk, 'STANCE'), count(desk, 'SETTLED')], [2, 1]);
  });
});

describe('bars that nothing can be learned from', () => {
  const BEFORE = 200;

  /** Bitcoin with these closes from the first day on; Ether walks. */
  async function livedOn(closes: (days: number) => number[], days: number): Promise<AwakeDesk> {
    const desk = awakeDesk();
    const fromMs = MIDNIGHT - BEFORE * DAY_MS;
    const series: BarSeries[] = [
      dailyBars('BTC/USD', fromMs, closes(BEFORE + days + 1)),
      dailyBars('ETH/USD', fromMs, walkingCloses(2, BEFORE + days + 1)),
    ];
    desk.learner = new AwakeLearner(desk.clock, series);
    const warnings: string[] = [];
    for (let day = 0; day < days; day++) {
      warnings.push(...(await desk.tick()).warnings);
      desk.clock.advance(DAY_MS);
    }
    assert.deepEqual(warnings, []);
    return desk as AwakeDesk;
  }

  const symbolsSeen = (desk: TickDesk) =>
    desk.journalled('STANCE').map(({ symbols }) => Object.keys(symbols).length);

  it('leave the symbol out while its price stands still, and the other is learned from', async () => {
    const desk = await livedOn(days => new Array<number>(days).fill(100), 5);
    assert.deepEqual(symbolsSeen(desk), [1, 1, 1, 1, 1]);
    assert.equal(crypto(desk).settled, 4);
  });

  it('let it in again once it moves after a thousand identical bars', async () => {
    const still = (days: number) =>
      Array.from({ length: days }, (_, day) => (day < days - 4 ? 1 : 1.0003 + day / 1e6));
    const desk = await livedOn(days => [...new Array<number>(0), ...still(days)], 8);
    assert.equal(symbolsSeen(desk)[0], 1);
    assert.equal(symbolsSeen(desk).at(-1), 2);
    assert.equal(crypto(desk).settled, 7);
  });

  it('leave it out where a close is missing, at the end or before', async () => {
    for (const hole of [0, 1, 40]) {
      const desk = await livedOn(days => {
        const closes = walkingCloses(1, days);
        closes[closes.length - 4 - hole] = Number.NaN;
        return closes;
      }, 5);
      assert.equal(count(desk, 'STANCE'), 5);
      assert.ok(symbolsSeen(desk).includes(1));
      const moves = desk.journalled('SETTLED').flatMap(settled => Object.values(settled.moves));
      assert.ok(moves.every(move => move === null || Number.isFinite(move)));
    }
  });

  it('leave it out where a bar is a thousand times too high', async () => {
    const desk = await livedOn(days => {
      const closes = walkingCloses(1, days);
      closes[closes.length - 4] = 1e9;
      return closes;
    }, 8);
    assert.equal(count(desk, 'STANCE'), 8);
    assert.equal(crypto(desk).settled, 7);
    for (const own of Object.values(crypto(desk).policy.rho)) assert.ok(Math.abs(own) <= 6);
  });

  it('are too few: no stance at all with one bar, and none is missed', async () => {
    const desk = awakeDesk();
    const fromMs = MIDNIGHT - DAY_MS;
    desk.learner = new AwakeLearner(desk.clock, [
      dailyBars('BTC/USD', fromMs, [100, 101]),
      dailyBars('ETH/USD', fromMs, [100, 101]),
    ]);
    const report = await desk.tick();
    assert.deepEqual(report.warnings, []);
    assert.equal(count(desk, 'STANCE'), 0);
  });
});

describe('what was forgotten', () => {
  it('of the policy is started from history again, without the epoch that runs', async () => {
    const desk = awakeDesk();
    await desk.tick();
    await desk.tickAfter(DAY_MS);
    desk.record(entry('RESET', { assetClass: 'crypto', what: 'policy', reason: 'a test' }));
    assert.equal(crypto(desk).policy.warmed, false);
    await desk.tickAfter(DAY_MS);
    const [first, second] = desk.journalled('WARMED');
    // Both symbols have had one more day since, which was over before the stance that runs.
    assert.equal(second?.lessons, first!.lessons + 2);
    const { policy } = crypto(desk);
    assert.deepEqual([policy.warmed, policy.pooled.seen], [true, 2]);
  });
});
