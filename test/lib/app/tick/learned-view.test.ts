import assert from 'node:assert/strict';
import { learnedView } from '../../../../src/lib/app/tick/learned-view.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { newClassLearner } from '../../../../src/lib/learning/feedback/class-learner.ts';
import { commit } from '../../../../src/lib/learning/feedback/commit.ts';
import { newLearningState } from '../../../../src/lib/learning/feedback/learning-state.ts';
import { expertIds } from '../../../../src/lib/learning/feedback/take-stance.ts';
import type { TickSettings } from '../../../../src/lib/tick/settings.ts';
import { certain, type View } from '../../../../src/lib/trading/strategy.ts';
import { type SymbolChanges, stance, symbolStance } from '../../../support/stances.ts';
import { SETTINGS } from '../../../support/tick-desk.ts';
import { BUY, SELL, viewOf } from '../../../support/tick-strategies.ts';

const EPOCH = 20_468;
const NOW = EPOCH * DAY_MS + 60_000;
const EXPERTS = expertIds(['forest', 'logistic']);
const MIXTURE = { ...SETTINGS, strategyId: 'mixture' };

/** What was learned, with a stance on Bitcoin that runs. */
function learning(changes: SymbolChanges = {}, claims = 0) {
  const own = symbolStance(changes, EXPERTS);
  const learner = commit(newClassLearner(), stance(EPOCH, { experts: EXPERTS, symbols: { 'BTC/USD': own } }));
  const { skill } = learner.evidence;
  const wealth = { ...skill.claims.wealth, logs: skill.claims.wealth.logs.map(() => claims) };
  const evidence = {
    ...learner.evidence,
    skill: { ...skill, claims: { ...skill.claims, wealth } },
    base: [3, 8] as const,
  };
  return { ...newLearningState(), classes: { crypto: { ...learner, evidence } } };
}

const says = (p: readonly [forest: number, logistic: number], pooled: number): SymbolChanges => ({
  probabilities: EXPERTS.map(id => (id === 'forest' ? p[0] : id === 'logistic' ? p[1] : null)),
  pooled,
  mixture: 0.5,
});

/** A forest's view of a bar. */
function forest(saying = BUY, symbol = 'BTC/USD'): View & { evidence: object } {
  const view = viewOf(symbol, saying);
  assert.ok(view.evidence);
  const { signal } = view.opinion;
  return {
    opinion: { ...view.opinion, signal: { ...signal, barCloseMs: EPOCH * DAY_MS } },
    evidence: { ...view.evidence, barCloseMs: EPOCH * DAY_MS },
  };
}

function seen(view: View) {
  assert.ok(view.evidence);
  const { signal, stake = 1 } = view.opinion;
  return { action: signal.action, confidence: signal.confidence, up: signal.probabilityUp, stake };
}

describe('what was learned says of a view', () => {
  it('under mixture: the probability of all experts, and the stake that they hold', () => {
    const view = learnedView(forest(SELL), MIXTURE, {
      learning: learning(says([0.85, 0.75], 0.8)),
      nowMs: NOW,
    });
    assert.deepEqual(seen(view), { action: 'BUY', confidence: 0.8, up: 0.8, stake: 0.5 });
    assert.deepEqual(
      view.evidence?.experts.map(({ id, probabilityUp }) => [id, probabilityUp]),
      [
        ['forest', 0.85],
        ['logistic', 0.75],
      ],
    );
    assert.deepEqual(view.evidence?.odds(0.7), certain('BUY'));
    assert.deepEqual(view.evidence?.odds(0.8), certain('HOLD'));
  });

  it('under mixture with the policy used: the stake of both', () => {
    const changes = { ...says([0.85, 0.75], 0.8), policy: { stake: 0.5 } };
    const view = learnedView(
      forest(),
      { ...MIXTURE, policy: 'used' },
      { learning: learning(changes), nowMs: NOW },
    );
    assert.equal(seen(view).stake, 0.25);
  });

  it('under mixture where no expert says a probability: what the forest says, and the stake', () => {
    const view = learnedView(forest(), MIXTURE, { learning: learning({ mixture: 0.25 }), nowMs: NOW });
    assert.deepEqual(seen(view), { action: 'BUY', confidence: 0.9, up: null, stake: 0.25 });
  });

  it('of another strategy: nothing but the policy’s stake where it is used', () => {
    const learned = { learning: learning({ ...says([0.2, 0.2], 0.2), policy: { stake: 0.75 } }), nowMs: NOW };
    const view = forest();
    assert.deepEqual(learnedView(view, SETTINGS, learned), view);
    assert.deepEqual(seen(learnedView(view, { ...SETTINGS, policy: 'used' }, learned)), {
      ...{ action: 'BUY', confidence: 0.9, up: null, stake: 0.75 },
    });
  });

  it('that it waits without a stance on this epoch and symbol, where it is needed', () => {
    const used = { ...MIXTURE, policy: 'used' as const };
    const view = forest();
    const known = learning({ policy: { stake: 0.5 } });
    const cases = [
      [view, { learning: newLearningState(), nowMs: NOW }],
      [view, { learning: known, nowMs: NOW + DAY_MS }],
      [forest(BUY, 'ETH/USD'), { learning: known, nowMs: NOW }],
    ] as const;
    for (const [said, moment] of cases) {
      assert.deepEqual(learnedView(said, used, moment).opinion, { kind: 'none', reason: 'NO_STANCE' });
      assert.equal(learnedView(said, SETTINGS, moment), said);
    }
    const none = { opinion: { kind: 'none', reason: 'NO_MODEL' }, evidence: null } as const;
    assert.equal(learnedView(none, used, { learning: known, nowMs: NOW }), none);
  });

  it('of probabilities that claimed too much: the base rate, which moves nothing', () => {
    const loud = learning(says([0.9, 0.9], 0.9), Math.log(1e6));
    const view = learnedView(forest(), MIXTURE, { learning: loud, nowMs: NOW });
    // (3 + 1) / (8 + 2)
    assert.deepEqual(seen(view), { action: 'HOLD', confidence: 0.6, up: 0.4, stake: 1 });
    assert.deepEqual(view.evidence?.odds(0), certain('HOLD'));
  });

  it('of an entry: the odds of staking anything on it, whether that was drawn or sure', () => {
    const used = { ...SETTINGS, policy: 'used' as const };
    const oddsOf = (changes: SymbolChanges, settings: TickSettings = used) =>
      learnedView(forest(), settings, { learning: learning(changes), nowMs: NOW }).evidence!;
    const drawn = { stake: 0.5, odds: [0.25, 0, 0.75, 0, 0], draw: { key: 7, draw: 0.3 } };
    const evidence = oddsOf({ policy: drawn });
    assert.deepEqual(evidence.odds(0.7), { BUY: 0.75, SELL: 0, HOLD: 0.25 });
    assert.deepEqual(evidence.random, { seed: 7, draws: [0.3] });
    const sure = oddsOf({ policy: { stake: 0, odds: [1, 0, 0, 0, 0] } });
    assert.deepEqual([sure.odds(0.7), sure.random], [certain('HOLD'), null]);
    // Nothing is drawn for who does not go by it, and a mixture that holds nothing is sure of it.
    const shadow = oddsOf({ policy: drawn }, SETTINGS);
    assert.deepEqual([shadow.odds(0.7), shadow.random], [certain('BUY'), null]);
    assert.deepEqual(oddsOf({ ...says([0.9, 0.9], 0.9), mixture: 0 }, MIXTURE).odds(0.7), certain('HOLD'));
  });
});
