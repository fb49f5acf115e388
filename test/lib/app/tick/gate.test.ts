import assert from 'node:assert/strict';
import { DAY_MS, HOUR_MS } from '../../../../src/lib/core/interval.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { entry } from '../../../../src/lib/journal/entry.ts';
import type { HiveState } from '../../../../src/lib/journal/state.ts';
import { type ClassLearner, newEvidence } from '../../../../src/lib/learning/feedback/class-learner.ts';
import type { SymbolStance } from '../../../../src/lib/learning/feedback/records.ts';
import { lnWanted } from '../../../../src/lib/learning/feedback/stage.ts';
import { STAKES } from '../../../../src/lib/learning/policy/utility.ts';
import { type AwakeDesk, awakeDesk } from '../../../support/awake-desk.ts';
import { BUY, SELL } from '../../../support/tick-strategies.ts';

const WIDE = { ...BUY, widths: { target: 9, stop: 0.99 } };

/** A desk where the gate decides, after the tick that took the first stance. */
async function gatedDesk(settings = {}): Promise<AwakeDesk> {
  const desk = awakeDesk({ settings: { gate: 'decides', ...settings } });
  desk.isLearned = true;
  await desk.tick();
  desk.clock.advance(SLOT_MS);
  return desk;
}

const withLearner =
  (change: (learner: ClassLearner) => ClassLearner) =>
  (state: HiveState): HiveState => ({
    ...state,
    learning: { ...state.learning, classes: { crypto: change(state.learning.classes.crypto!) } },
  });

const wealth = (ln: number) => ({ logs: [ln, ln, ln, ln], epochs: 100, violations: 0, peak: ln });

/** As if the candidate had come so far. */
const come = (stage: ClassLearner['stage'], lnMoney: number) =>
  withLearner(learner => ({
    ...learner,
    stage,
    evidence: { ...newEvidence(), money: wealth(lnMoney), timing: wealth(2), promoted: stage === 'live' },
    promotions: stage === 'live' ? 1 : 0,
  }));

/** As if the stance on Bitcoin had been another one. */
const stanceOf = (changes: Partial<SymbolStance>) =>
  withLearner(learner => ({
    ...learner,
    pending: {
      ...learner.pending!,
      symbols: {
        ...learner.pending!.symbols,
        'BTC/USD': { ...learner.pending!.symbols['BTC/USD']!, regime: 'calm up', ...changes },
      },
    },
  }));

/** As if the policy had been sure of another stake. */
function staking(stake: number, desk: AwakeDesk) {
  const { policy } = desk.state.learning.classes.crypto!.pending!.symbols['BTC/USD']!;
  const odds = STAKES.map(own => Number(own === stake));
  return stanceOf({ policy: { ...policy, greedy: stake, stake, odds, draw: null } });
}

const notionals = (desk: AwakeDesk) => desk.journalled('INTENT').map(({ notional }) => notional);

describe('a gate that decides', () => {
  it('lets no entry pass without evidence, and says so with its numbers', async () => {
    const desk = await gatedDesk();
    desk.strategy.says('BTC/USD', BUY);
    const { outcomes } = await desk.tick();
    assert.deepEqual(outcomes[0], {
      ...{ symbol: 'BTC/USD', reason: 'GATE_CLOSED', rule: 'gate-open' },
      limit: 'a stage above shadow; all of the cap at wealth 65.8 and timing 4',
      value: 'shadow, wealth 1.00, timing 1.00',
    });
    assert.deepEqual(desk.journalled('TICK').at(-1)?.outcomes[0], outcomes[0]);
    const [decision] = desk.journalled('DECISION');
    assert.deepEqual([decision?.reason, decision?.effect, decision?.after.HOLD], ['GATE_CLOSED', 'HOLD', 1]);
    assert.equal(desk.broker.sent.length, 0);
    // It is decided for this epoch, and learned from all the same.
    assert.equal((await desk.tickAfter(SLOT_MS)).outcomes[0]?.reason, 'EPOCH_DECIDED');
    await desk.tickAfter(DAY_MS);
    assert.equal(desk.journalled('SETTLED').length, 1);
  });

  it('stays shut before anything was learned at all', async () => {
    const desk = await gatedDesk();
    desk.learner.trouble = new RangeError('nothing to see');
    desk.pretend(state => ({ ...state, learning: { ...state.learning, classes: {} } }));
    desk.strategy.says('BTC/USD', BUY);
    assert.equal((await desk.tick()).outcomes[0]?.reason, 'GATE_CLOSED');
  });

  it('leaves exits free: on a signal, at a barrier and in time', async () => {
    for (const leave of ['signal', 'stop', 'time'] as const) {
      const desk = await gatedDesk({ gate: 'informs' });
      desk.strategy.says('BTC/USD', leave === 'stop' ? BUY : WIDE);
      await desk.tick();
      desk.settings = { ...desk.settings, gate: 'decides' };
      if (leave === 'signal') desk.strategy.says('BTC/USD', SELL);
      else desk.strategy.says('BTC/USD', null);
      if (leave === 'stop') desk.quotes.set('BTC/USD', 40_000, 40_010);
      const { outcomes } = await desk.tickAfter(leave === 'stop' ? SLOT_MS : DAY_MS);
      assert.match(outcomes[0]?.reason ?? '', /^EXIT_/, leave);
      assert.equal(desk.broker.sent.at(-1)?.side, 'sell');
    }
  });

  it('does not ask the control arm', async () => {
    const desk = await gatedDesk();
    (desk.control as typeof desk.strategy).says('BTC/USD', BUY);
    await desk.tick();
    assert.equal(desk.journalled('SHADOW').length, 1);
  });

  it('lets entries have what the evidence is worth', async () => {
    for (const [stage, ln, dollars] of [
      // A fifth of 75 at most.
      ['canary', 2, '15.00'],
      ['live', lnWanted({ generation: 1, promotions: 0, evidence: newEvidence() }) / 2, '37.50'],
      ['live', 9, '75.00'],
    ] as const) {
      const desk = await gatedDesk();
      desk.pretend(stanceOf({}));
      desk.pretend(come(stage, ln));
      desk.strategy.says('BTC/USD', BUY);
      assert.equal((await desk.tick()).outcomes[0]?.reason, 'ENTRY_SIGNAL');
      assert.deepEqual(notionals(desk), [dollars]);
    }
  });

  it('halves a canary in a wild market, and never rounds an order up', async () => {
    const desk = await gatedDesk();
    desk.pretend(stanceOf({ regime: 'wild down' }));
    desk.pretend(come('canary', 2));
    desk.strategy.says('BTC/USD', BUY);
    const { outcomes } = await desk.tick();
    assert.deepEqual([outcomes[0]?.reason, outcomes[0]?.value], ['BELOW_BROKER_MIN', '7.50 USD']);
  });

  it('is shut again for one that has retired', async () => {
    const desk = await gatedDesk();
    desk.pretend(come('retired', 9));
    desk.strategy.says('BTC/USD', BUY);
    assert.equal((await desk.tick()).outcomes[0]?.reason, 'GATE_CLOSED');
  });
});

describe('an owner who trades without evidence', () => {
  const arm = (desk: AwakeDesk, ms: number, withoutEvidence = true) => {
    const until = new Date(desk.clock.now() + ms).toISOString();
    desk.record(entry('ARMED', { until, withoutEvidence }));
  };

  it('opens the gate at full size, until the time that was said', async () => {
    const desk = await gatedDesk();
    arm(desk, 2 * HOUR_MS);
    desk.strategy.says('BTC/USD', BUY);
    await desk.tick();
    assert.deepEqual(notionals(desk), ['75.00']);
    desk.strategy.says('ETH/USD', BUY);
    const { outcomes } = await desk.tickAfter(2 * HOUR_MS);
    assert.equal(outcomes[1]?.reason, 'GATE_CLOSED');
  });

  it('shuts it again at once when it is taken back, and did not open it without that word', async () => {
    for (const taken of [true, false]) {
      const desk = await gatedDesk();
      arm(desk, DAY_MS, taken);
      if (taken) desk.record(entry('DISARMED', { reason: 'by hand' }));
      desk.strategy.says('BTC/USD', BUY);
      assert.equal((await desk.tick()).outcomes[0]?.reason, 'GATE_CLOSED');
    }
  });
});

describe('a policy that is used', () => {
  const used = () => gatedDesk({ gate: 'informs', policy: 'used' });

  it('scales entries by its stake', async () => {
    for (const [stake, dollars] of [
      [0.25, '18.75'],
      [0.5, '37.50'],
      [1, '75.00'],
    ] as const) {
      const desk = await used();
      desk.pretend(staking(stake, desk));
      desk.strategy.says('BTC/USD', BUY);
      await desk.tick();
      assert.deepEqual(notionals(desk), [dollars]);
    }
  });

  it('decides against an entry with a stake of nothing, and leaves exits free', async () => {
    const desk = await used();
    desk.pretend(staking(0, desk));
    desk.strategy.says('BTC/USD', BUY);
    assert.equal((await desk.tick()).outcomes[0]?.reason, 'STAKE_ZERO');
    const [decision] = desk.journalled('DECISION');
    assert.deepEqual([decision?.reason, decision?.effect, decision?.propensity], ['STAKE_ZERO', 'HOLD', 1]);
    const holder = await gatedDesk({ gate: 'informs' });
    holder.strategy.says('BTC/USD', WIDE);
    await holder.tick();
    holder.settings = { ...holder.settings, policy: 'used' };
    holder.strategy.says('BTC/USD', SELL);
    assert.equal((await holder.tickAfter(DAY_MS)).outcomes[0]?.reason, 'EXIT_SIGNAL');
  });

  it('is multiplied with what the evidence is worth', async () => {
    const desk = await gatedDesk({ policy: 'used' });
    desk.pretend(staking(0.75, desk));
    desk.pretend(come('canary', 2));
    desk.strategy.says('BTC/USD', BUY);
    await desk.tick();
    assert.deepEqual(notionals(desk), ['11.25']);
  });

  it('changes nothing while it only learns, and waits for the stance of the day where it is used', async () => {
    const shadow = await gatedDesk({ gate: 'informs' });
    shadow.pretend(staking(0.25, shadow));
    shadow.strategy.says('BTC/USD', BUY);
    await shadow.tick();
    assert.deepEqual(notionals(shadow), ['75.00']);
    const late = await used();
    late.pretend(staking(0.25, late));
    for (const symbol of ['BTC/USD', 'ETH/USD']) late.learner.lateMs.set(symbol, 30 * HOUR_MS);
    late.strategy.says('BTC/USD', BUY);
    const report = await late.tickAfter(DAY_MS);
    assert.equal(late.journalled('STANCE').length, 1);
    assert.deepEqual([report.outcomes[0]?.reason, notionals(late)], ['NO_STANCE', []]);
    assert.equal(late.journalled('DECISION').filter(({ symbol }) => symbol === 'BTC/USD').length, 0);
  });
});
