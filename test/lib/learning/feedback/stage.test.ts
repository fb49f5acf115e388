import assert from 'node:assert/strict';
import { isEntry } from '../../../../src/lib/journal/entry.ts';
import { evidenceOf } from '../../../../src/lib/learning/evidence/e-detector.ts';
import {
  type CandidateEvidence,
  type ClassLearner,
  forget,
  newClassLearner,
  newEvidence,
} from '../../../../src/lib/learning/feedback/class-learner.ts';
import { commit } from '../../../../src/lib/learning/feedback/commit.ts';
import type { Stage, VerdictData } from '../../../../src/lib/learning/feedback/records.ts';
import { settle } from '../../../../src/lib/learning/feedback/settle.ts';
import {
  capShareIn,
  gateFigures,
  lnWanted,
  stageAfter,
  verdictWhy,
} from '../../../../src/lib/learning/feedback/stage.ts';
import { settledEntries, stanceEntries } from '../../../../src/lib/tick/learn-entries.ts';
import { assertClose } from '../../../support/approx.ts';
import { settled, stance, symbolStance } from '../../../support/stances.ts';

const wealth = (ln: number) => ({ logs: [ln, ln, ln, ln], epochs: 100, violations: 0, peak: ln });

/** A candidate with just this much evidence. */
function candidate(
  evidence: { readonly lnMoney?: number; readonly lnTiming?: number } & Partial<CandidateEvidence> = {},
  changes: Partial<ClassLearner> = {},
): ClassLearner {
  const { lnMoney = 0, lnTiming = 0, ...rest } = evidence;
  return {
    ...newClassLearner(),
    ...{ candidate: 'forest-1', generation: 1 },
    evidence: { ...newEvidence(), money: wealth(lnMoney), timing: wealth(lnTiming), ...rest },
    ...changes,
  };
}

const stageOf = (learner: ClassLearner): Stage => stageAfter(learner).stage;

/** 1 / (0.05 / 2 x 6 / π²): two classes, all generations. */
const WANTED = Math.log(40 * (Math.PI ** 2 / 6));

describe('the stage of a candidate', () => {
  it('is canary from a wealth of 4, live from ln(1/α) with a timing of 4', () => {
    assert.equal(stageOf(candidate({ lnMoney: Math.log(4) - 1e-9, lnTiming: 9 })), 'shadow');
    assert.equal(stageOf(candidate({ lnMoney: Math.log(4) })), 'canary');
    assert.equal(stageOf(candidate({ lnMoney: WANTED - 1e-9, lnTiming: 9 })), 'canary');
    assert.equal(stageOf(candidate({ lnMoney: WANTED + 1e-9, lnTiming: Math.log(4) - 1e-9 })), 'canary');
    assert.equal(stageOf(candidate({ lnMoney: WANTED + 1e-9, lnTiming: Math.log(4) })), 'live');
  });

  it('counts no fall of before it had capital: what it lost in the shadow cost nobody anything', () => {
    const begun = stageAfter(candidate({ peak: 0.9, total: 0.1, lnMoney: 2 }));
    assert.deepEqual([begun.stage, begun.evidence.peak], ['canary', 0.1]);
    assert.equal(stageAfter(begun).stage, 'canary');
    const fallen = stageAfter({ ...begun, evidence: { ...begun.evidence, total: -0.2 } });
    assert.equal(fallen.stage, 'retired');
  });

  it('is shadow again by itself when the evidence turns, and may rise again', () => {
    const live = stageAfter(candidate({ lnMoney: 5, lnTiming: 2 }));
    const fallen = stageAfter({ ...live, evidence: { ...live.evidence, money: wealth(1.3) } });
    assert.deepEqual([live.stage, fallen.stage], ['live', 'shadow']);
    // What has once been proven needs no second proof, but is worth only what it has.
    const back = stageAfter({ ...fallen, evidence: { ...fallen.evidence, money: wealth(2) } });
    assert.equal(back.stage, 'live');
    assertClose([gateFigures(back).capShare], [2 / WANTED], 1e-12);
  });

  it('counts the first time at full size as one promotion, and no other', () => {
    const live = stageAfter(candidate({ lnMoney: 5, lnTiming: 2 }));
    assert.deepEqual([live.promotions, live.evidence.promoted], [1, true]);
    assert.equal(stageAfter(live).promotions, 1);
  });

  it('is retired by a fall of more than a quarter of the cap from the best, with capital only', () => {
    const fallen = { peak: 0.4, total: 0.1499, lnMoney: 2 };
    assert.equal(stageOf(candidate(fallen, { stage: 'canary' })), 'retired');
    assert.equal(stageOf(candidate(fallen, { stage: 'live' })), 'retired');
    assert.equal(stageOf(candidate({ ...fallen, total: 0.1501 }, { stage: 'live' })), 'canary');
    assert.equal(stageOf(candidate(fallen, { stage: 'shadow' })), 'canary');
  });

  it('is retired by the detector at 500, and stays retired whatever comes', () => {
    const at = (level: number) => ({
      decay: { levels: [level, level, level], seen: 50 },
      lnMoney: 5,
      lnTiming: 2,
    });
    assert.equal(stageOf(candidate(at(499), { stage: 'live' })), 'live');
    const retired = stageAfter(candidate(at(500), { stage: 'live' }));
    assert.equal(retired.stage, 'retired');
    assert.equal(
      stageOf({ ...retired, evidence: candidate({ lnMoney: 20, lnTiming: 20 }).evidence }),
      'retired',
    );
  });
});

describe('what the evidence is worth', () => {
  it('is nothing in shadow and retired, a fifth at most as canary, all of it at what is wanted', () => {
    const share = (lnMoney: number, stage: Stage) => gateFigures(candidate({ lnMoney }, { stage })).capShare;
    assertClose(
      [share(2, 'shadow'), share(2, 'retired'), share(0.5, 'canary'), share(2, 'canary')],
      [0, 0, 0.5 / WANTED, 0.2],
      1e-12,
    );
    assertClose([share(2, 'live'), share(9, 'live'), share(-3, 'live')], [2 / WANTED, 1, 0], 1e-12);
  });

  it('is halved for a canary in a wild market', () => {
    const of = (stage: Stage, regime: string) => capShareIn(candidate({ lnMoney: 2 }, { stage }), regime);
    assert.deepEqual(
      [of('canary', 'calm up'), of('canary', 'wild up'), of('canary', 'wild down'), of('canary', 'unknown')],
      [0.2, 0.1, 0.1, 0.2],
    );
    assert.equal(of('live', 'wild up'), of('live', 'calm up'));
  });

  it('is held against more with each generation, and less with each discovery before (e-LOND)', () => {
    assertClose([lnWanted(candidate())], [WANTED], 1e-12);
    const second = candidate({}, { generation: 2 });
    assertClose([lnWanted(second)], [WANTED + Math.log(4)], 1e-12);
    assertClose([lnWanted({ ...second, promotions: 1 })], [WANTED + Math.log(2)], 1e-12);
    // Its own promotion does not lower what it had to reach.
    const promoted = candidate({ promoted: true }, { promotions: 1 });
    assertClose([lnWanted(promoted)], [WANTED], 1e-12);
  });
});

/** Lives on with a path that holds all and earns `gain` volatilities an epoch, and keeps what is journalled. */
class Career {
  learner = newClassLearner();
  readonly verdicts: VerdictData[] = [];
  #epoch = 0;

  live(epochs: number, gain: number): this {
    for (let i = 0; i < epochs; i++) this.#epochOf(gain, i % 2 === 0 ? 1 : 0);
    return this;
  }

  /** Holds all in every other epoch and nothing in between, when the market falls: timing is known as well. */
  #epochOf(gain: number, path: number): void {
    const symbols = { 'BTC/USD': symbolStance({ path, cost: 0 }) };
    const next = stance(++this.#epoch, { symbols });
    this.#keep(stanceEntries(this.learner, next));
    this.learner = commit(this.learner, next);
    const outcome = settled(next.epoch, { 'BTC/USD': (path === 1 ? gain : -gain) * 0.02 });
    this.#keep(settledEntries(this.learner, outcome));
    this.learner = settle(this.learner, outcome);
  }

  #keep(entries: ReturnType<typeof settledEntries>): void {
    for (const entry of entries) {
      const timed = { ...entry, atMs: 0 };
      if (isEntry(timed, 'VERDICT')) this.verdicts.push(timed.data);
    }
  }

  get stages(): string[] {
    return this.verdicts.map(({ from, to, generation }) => `${generation} ${from} ${to}`);
  }
}

describe('the career of a candidate that earns and then loses', () => {
  it('goes from shadow to canary, live and retired; the next one wants more', () => {
    const career = new Career().live(600, 1);
    assert.deepEqual(career.stages, ['1 shadow shadow', '1 shadow canary', '1 canary live']);
    career.live(60, -1);
    assert.equal(career.learner.stage, 'shadow', career.stages.join());
    assert.deepEqual(career.stages.slice(3, 4), ['1 live retired']);
    assert.deepEqual(career.stages.slice(4), ['2 retired shadow']);
    assert.equal(career.learner.generation, 2);
    // One promotion before: 1/α doubles instead of becoming four times as large.
    assertClose([career.verdicts.at(-1)!.lnWanted], [WANTED + Math.log(2)], 1e-12);
  });

  it('is retired after a fall of a quarter of the cap: 13 losses of 2 %, with the numbers in the verdict', () => {
    const career = new Career().live(600, 1);
    const { total } = career.learner.evidence;
    assert.equal(career.learner.evidence.peak, total);
    // A loss in every other epoch; 12 of them are 24 %.
    assert.equal(career.live(24, -1).learner.stage, 'live');
    career.live(1, -1);
    assert.equal(career.learner.stage, 'retired');
    assert.ok(evidenceOf(career.learner.evidence.decay) < 500);
    assert.equal(career.verdicts.at(-1)?.why, 'It has fallen by 26.0 % of the cap from its best.');
  });

  it('says why there is a verdict, with its numbers', () => {
    const career = new Career().live(600, 1);
    const [first, canary, live] = career.verdicts.map(({ why }) => why);
    assert.equal(first, 'The first candidate begins; it is number 1 and wants wealth 65.8.');
    assert.match(canary!, /^There is weak evidence of an edge: wealth 4\.\d+ of 65\.8 against cash/);
    assert.match(live!, /^There is evidence of an edge: wealth \d+(\.\d)? of 65\.8 against cash/);
  });

  it('says what began a new candidate', () => {
    const before = candidate();
    const changed = commit(before, stance(1, { candidate: 'mixture-2' }));
    assert.match(verdictWhy(before, changed), /^Strategy or training has changed: .* number 2/);
    const retired = { ...before, stage: 'retired' as const };
    assert.match(verdictWhy(retired, commit(retired, stance(1))), /goes on after its retirement.* number 2/);
  });
});

describe('forgetting', () => {
  const learned = new Career().live(600, 1).learner;

  it('of the gate begins a new candidate and keeps what experts and policy know', () => {
    const after = forget(learned, 'gate');
    assert.deepEqual([after.stage, after.generation, after.candidate], ['shadow', 2, 'forest-1']);
    assert.deepEqual(after.evidence, newEvidence());
    assert.deepEqual(
      [after.mixture, after.policy, after.returns],
      [learned.mixture, learned.policy, learned.returns],
    );
    assertClose([lnWanted(after)], [WANTED + Math.log(2)], 1e-12);
  });

  it('of experts or policy keeps the evidence and the other', () => {
    const noExperts = forget(learned, 'experts');
    assert.deepEqual([noExperts.mixture, noExperts.forecasters, noExperts.weights.rows], [null, null, []]);
    assert.deepEqual([noExperts.evidence, noExperts.policy], [learned.evidence, learned.policy]);
    const noPolicy = forget(learned, 'policy');
    assert.deepEqual(noPolicy.policy, newClassLearner().policy);
    assert.deepEqual([noPolicy.evidence, noPolicy.mixture], [learned.evidence, learned.mixture]);
  });

  it('of all still remembers which try it is, and the stance that runs', () => {
    const bound = commit(learned, stance(601));
    const after = forget(bound, 'all');
    assert.deepEqual([after.generation, after.candidate, after.epoch], [2, 'forest-1', 601]);
    assert.deepEqual([after.pending, after.settled, after.verdicts], [bound.pending, 0, []]);
    assert.ok(lnWanted(after) >= lnWanted(forget(bound, 'gate')));
    assert.equal(settle(after, settled(601, { 'BTC/USD': 0.01 })).settled, 1);
  });

  it('before the first candidate is no try', () => {
    for (const what of ['gate', 'all', 'policy', 'experts'] as const) {
      const after = commit(forget(newClassLearner(), what), stance(1));
      assert.deepEqual([after.generation, after.candidate], [1, 'forest-1']);
    }
  });
});
