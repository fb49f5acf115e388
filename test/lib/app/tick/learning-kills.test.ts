import assert from 'node:assert/strict';
import { DAY_MS, HOUR_MS } from '../../../../src/lib/core/interval.ts';
import type { RecordBody } from '../../../../src/lib/journal/sealed-record.ts';
import { encodeState } from '../../../../src/lib/journal/state.ts';
import { awakeDesk, count, crypto, FIRST } from '../../../support/awake-desk.ts';
import type { TickDesk } from '../../../support/tick-desk.ts';
import { BUY, SELL } from '../../../support/tick-strategies.ts';

const isIntent = (bodies: readonly RecordBody[]) => bodies.some(({ type }) => type === 'INTENT');

/** Two days with an entry and an exit, two ticks a day. */
async function twoDays(desk: TickDesk, tick: () => Promise<unknown>): Promise<void> {
  for (const said of [BUY, SELL]) {
    desk.strategy.says('BTC/USD', said);
    await tick();
    desk.clock.advance(6 * HOUR_MS);
    await tick();
    desk.clock.advance(18 * HOUR_MS);
  }
}

describe('a tick that is killed while it learns', () => {
  it('is gone on with by the next one, to the same end bit for bit, wherever it died', async () => {
    const whole = awakeDesk();
    let appends = 0;
    whole.disk.hooks = { before: () => {}, after: () => void appends++ };
    await twoDays(whole, () => whole.tick());
    const expected = learningOf(whole);
    let kills = 0;
    for (const when of ['before', 'after'] as const) {
      for (let at = 0; at < appends; at++) {
        const desk = awakeDesk();
        let seen = 0;
        const hook = (bodies: readonly RecordBody[]) => {
          if (seen++ !== at || (when === 'after' && isIntent(bodies))) return;
          throw new Error('killed');
        };
        desk.disk.hooks = { before: () => {}, after: () => {}, [when]: hook };
        let killed = 0;
        await twoDays(desk, async () => {
          await desk.tick().catch(async (error: Error) => {
            if (error.message !== 'killed') throw error;
            killed += 1;
            await desk.tick();
          });
        });
        kills += killed;
        assert.ok(learningOf(desk) === expected, `${when} append ${at}`);
      }
    }
    // Two orders: what was meant and not sent is another history, in which nothing was bought.
    assert.equal(kills, 2 * appends - count(whole, 'INTENT'));
    assert.ok(kills > 20);
  });

  /** What was learned, in the state's text form. */
  const learningOf = (desk: TickDesk): string => {
    const { learning } = desk.state;
    const { trips, ...rest } = learning;
    // A killed tick marks nothing: trips have as many ticks as came to their end.
    const plain = Object.entries(trips).map(([symbol, { ticks: _, ...trip }]) => [symbol, trip]);
    const rewards = rest.rewards.map(({ ticks: _, ...reward }) => reward);
    return encodeState({ learning: { ...rest, trips: plain, rewards } } as never);
  };

  it('counts a day that was missed in between as left and entered anew', async () => {
    const desk = awakeDesk();
    await desk.tick();
    await desk.tickAfter(3 * DAY_MS);
    assert.deepEqual(
      desk.journalled('SETTLED').map(({ epoch, gap }) => [epoch, gap]),
      [[FIRST, true]],
    );
    assert.equal(crypto(desk).pending?.epoch, FIRST + 3);
    assert.equal(crypto(desk).last, null);
  });

  it('learns the same with ticks every hour and with two a day, the first of them late: epochs settle on bars', async () => {
    const [hourly, rare] = [awakeDesk(), awakeDesk()];
    for (let hour = 0; hour < 3 * 24; hour++) {
      for (const desk of [hourly, rare]) {
        if (desk === hourly || hour % 24 === 7 || hour % 24 === 19) await desk.tick();
        desk.clock.advance(HOUR_MS);
      }
    }
    assert.equal(crypto(rare).pending?.epoch, FIRST + 2);
    assert.equal(count(rare, 'SETTLED'), 2);
    // But for the moment at which the first verdict was written down.
    const learned = (desk: TickDesk) => {
      const { verdicts, ...rest } = crypto(desk);
      return { ...rest, verdicts: verdicts.map(({ atMs: _, ...verdict }) => verdict) };
    };
    assert.deepEqual(learned(rare), learned(hourly));
    assert.equal(count(hourly, 'TICK'), 72);
    assert.equal(count(rare, 'TICK'), 6);
  });

  it('settled, and took its stance two days later: nothing counts as held in between', async () => {
    const desk = awakeDesk();
    await desk.tick();
    desk.disk.hooks = {
      before: bodies => {
        if (!bodies.some(({ type }) => type === 'STANCE')) return;
        desk.disk.hooks = { before: () => {}, after: () => {} };
        throw new Error('killed');
      },
      after: () => {},
    };
    await assert.rejects(desk.tickAfter(DAY_MS), /killed/);
    assert.equal(crypto(desk).last?.epoch, FIRST);
    await desk.tickAfter(2 * DAY_MS);
    assert.deepEqual([crypto(desk).pending?.epoch, crypto(desk).last], [FIRST + 3, null]);
  });
});
