import assert from 'node:assert/strict';
import { mulberry32, type Random } from '../../../../src/lib/core/random.ts';
import {
  type ComparedDecision,
  policyLowerBound,
} from '../../../../src/lib/learning/policy/policy-lower-bound.ts';
import {
  DEFAULT_PROPOSAL,
  type ProposalOptions,
  propose,
} from '../../../../src/lib/learning/policy/propose.ts';
import { assertClose } from '../../../support/approx.ts';

const options: ProposalOptions = { ...DEFAULT_PROPOSAL, range: { low: -1, high: 1 } };

/** Chance of a reward of 1 (else -1) of each action in two contexts. */
const HITS = [
  [0.45, 0.5, 0.55],
  [0.3, 0.5, 0.75],
];
const LOGGED = [
  [0.6, 0.3, 0.1],
  [0.7, 0.28, 0.02],
];

interface Simulation {
  readonly count: number;
  readonly target: readonly (readonly number[])[];
  readonly estimates?: readonly (readonly number[])[];
}

function simulate(random: Random, { count, target, estimates }: Simulation): ComparedDecision[] {
  return Array.from({ length: count }, () => {
    const context = random() < 0.5 ? 0 : 1;
    const odds = LOGGED[context]!;
    const draw = random();
    const action = draw < odds[0]! ? 0 : draw < odds[0]! + odds[1]! ? 1 : 2;
    const reward = random() < HITS[context]![action]! ? 1 : -1;
    const row = { odds, target: target[context]!, action, reward };
    return estimates === undefined ? row : { ...row, estimates: estimates[context]! };
  });
}

/** Mean reward of a policy in that world. */
const truth = (policy: readonly (readonly number[])[]): number =>
  policy.reduce((sum, odds, x) => sum + odds.reduce((s, p, a) => s + (p * (2 * HITS[x]![a]! - 1)) / 2, 0), 0);

const WISE = [
  [0, 0.3, 0.7],
  [0, 0.2, 0.8],
];
const CLOSE = [
  [0.55, 0.3, 0.15],
  [0.65, 0.25, 0.1],
];
const ESTIMATES = [
  [0.3, -0.2, 0.9],
  [-0.5, 0, 1.4],
];

describe('policyLowerBound', () => {
  for (const estimates of [undefined, ESTIMATES]) {
    it(`covers the truth of a policy ${estimates ? 'with wrong' : 'without'} estimates in 95 of 100 logs`, () => {
      for (const target of [CLOSE, WISE]) {
        let missed = 0;
        for (let run = 0; run < 300; run++) {
          const log = simulate(mulberry32(1000 + run), {
            count: 120,
            target,
            ...(estimates && { estimates }),
          });
          if (policyLowerBound(log, options) > truth(target)) missed++;
        }
        assert.ok(missed <= 0.05 * 300, `${missed} of 300`);
      }
    });
  }

  it('is tighter with good estimates', () => {
    const good = HITS.map(row => row.map(hit => 2 * hit - 1));
    const log = simulate(mulberry32(5), { count: 1500, target: CLOSE, estimates: good });
    const without = log.map(({ estimates, ...row }) => row);
    assert.ok(policyLowerBound(log, options) > policyLowerBound(without, options));
  });

  it('moves with the unit of the rewards', () => {
    const log = simulate(mulberry32(6), { count: 200, target: CLOSE });
    const scaled = log.map(row => ({ ...row, reward: 3 * row.reward + 1 }));
    const bound = policyLowerBound(scaled, { ...options, range: { low: -2, high: 4 } });
    assertClose([bound], [3 * policyLowerBound(log, options) + 1], 1e-9);
  });
});

describe('propose', () => {
  it('finds a much better policy in a long log, with its figures', () => {
    const log = simulate(mulberry32(8), { count: 6000, target: WISE, estimates: ESTIMATES });
    const { proposed, reason, decisions, effective, figures, why } = propose(log, options);
    assert.deepEqual([proposed, reason, decisions], [true, 'above-logged', 6000]);
    assert.ok(effective > 20 && effective < 6000);
    assert.ok(figures !== null && figures.lower > figures.loggedMean && figures.lower < truth(WISE));
    assertClose([figures.snips, figures.loggedMean], [truth(WISE), truth(LOGGED)], 0.08);
    assert.match(why, /^The lower bound [\d.-]+ is above the logged mean [\d.-]+\.$/);
  });

  it('does not propose the logged policy in place of itself', () => {
    for (let run = 0; run < 20; run++) {
      const { proposed, reason } = propose(
        simulate(mulberry32(run), { count: 200, target: LOGGED }),
        options,
      );
      assert.deepEqual([proposed, reason], [false, 'not-above-logged']);
    }
  });

  it('has no doubly robust figure where one decision lacks estimates', () => {
    const log = simulate(mulberry32(2), { count: 60, target: CLOSE, estimates: ESTIMATES });
    assert.equal(typeof propose(log, options).figures?.dr, 'number');
    const { estimates, ...bare } = log[0]!;
    assert.equal(propose([bare, ...log.slice(1)], options).figures?.dr, null);
  });

  it('gives no figures where the log cannot answer', () => {
    const log = simulate(mulberry32(4), { count: 100, target: CLOSE });
    const refused = (rows: ComparedDecision[], reason: string): void => {
      const verdict = propose(rows, options);
      assert.deepEqual([verdict.proposed, verdict.reason, verdict.figures], [false, reason, null]);
    };
    refused(log.slice(0, 29), 'few-decisions');
    refused([], 'few-decisions');
    const greedyLog = log.map(row => ({ ...row, odds: [0.5, 0.5, 0], action: 0 }));
    refused(greedyLog, 'no-overlap');
    const rare = log.map((row, i) => ({
      ...row,
      target: [0, 0, 1],
      odds: [0.9, 0.05, 0.05],
      action: i < 5 ? 2 : 0,
    }));
    refused(rare, 'few-effective');
    refused([...log, { ...log[0]!, reward: -1.5 }], 'reward-below-range');
  });

  it('counts a reward above the range as its top, which only lowers the bound', () => {
    const log = simulate(mulberry32(4), { count: 100, target: CLOSE });
    const lucky = log.map(row => ({ ...row, reward: row.reward > 0 ? 50 : row.reward }));
    assert.equal(policyLowerBound(lucky, options), policyLowerBound(log, options));
  });

  it('refuses what is no log', () => {
    const [row] = simulate(mulberry32(4), { count: 1, target: CLOSE });
    const wrong: Partial<ComparedDecision>[] = [
      { odds: [0.5, 0.4, 0] },
      { odds: [0.5, 0.5] },
      { odds: [1.5, -0.5, 0] },
      { target: [Number.NaN, 0.5, 0.5] },
      { action: 3 },
      { odds: [1, 0, 0], action: 1 },
      { reward: Number.NaN },
      { estimates: [0, 0] },
      { estimates: [0, 0, Infinity] },
    ];
    for (const flaw of wrong) {
      assert.throws(() => propose([{ ...row!, ...flaw }], options), RangeError);
      assert.throws(() => policyLowerBound([{ ...row!, ...flaw }], options), RangeError);
    }
    assert.throws(() => policyLowerBound([{ ...row!, reward: -1.01 }], options), /below -1/);
    assert.throws(() => policyLowerBound([row!], { ...options, range: { low: 1, high: 1 } }), RangeError);
  });
});
