import assert from 'node:assert/strict';
import { type Agent, drawIndex } from '../../../../../src/lib/learning/policy/rivals/agent.ts';
import { FullInformationAgent } from '../../../../../src/lib/learning/policy/rivals/full-information.ts';
import { squareCbAgent, thompsonAgent } from '../../../../../src/lib/learning/policy/rivals/linear-bandit.ts';
import {
  DEFAULT_REINFORCE,
  ReinforceAgent,
} from '../../../../../src/lib/learning/policy/rivals/reinforce.ts';
import { DEFAULT_TABULAR_Q, TabularQAgent } from '../../../../../src/lib/learning/policy/rivals/tabular-q.ts';
import {
  BED_MODEL,
  BED_STAKES,
  bedMarket,
  captureOf,
  livedThrough,
} from '../../../../support/exposure-market.ts';

const bandit = { model: BED_MODEL, stakes: BED_STAKES };
const BANDITS: Readonly<Record<string, (seed: number) => Agent>> = {
  'Thompson sampling': seed => thompsonAgent({ ...bandit, seed }),
  SquareCB: seed => squareCbAgent({ ...bandit, seed }),
  'tabular Q': seed => new TabularQAgent({ ...DEFAULT_TABULAR_Q, stakes: BED_STAKES, seed }),
  REINFORCE: seed => new ReinforceAgent({ ...DEFAULT_REINFORCE, dimension: 4, stakes: BED_STAKES, seed }),
};
const informed = (resetAt: number | null = null) =>
  new FullInformationAgent({
    model: BED_MODEL,
    stakes: BED_STAKES,
    riskAversion: 0.05,
    resetAt,
    replay: 100,
  });

/** The agent with one of the two things it is told of an outcome replaced. */
const told = (agent: Agent, wrong: { rho?: number; reward?: number }): Agent => ({
  choose: observation => agent.choose(observation),
  learn: outcome => agent.learn({ ...outcome, ...wrong }),
});

describe('every agent', () => {
  for (const [name, make] of [
    ...Object.entries(BANDITS),
    ['full information', () => informed(500)] as const,
  ]) {
    it(`${name}: chooses among the stakes, the same way every time`, () => {
      const market = bedMarket(3).slice(0, 400);
      const { exposures } = livedThrough(make(7), market);
      assert.deepEqual(livedThrough(make(7), market).exposures, exposures);
      assert.deepEqual([...new Set(exposures)].sort(), [...BED_STAKES]);
    });

    it(`${name}: refuses an outcome before a choice`, () => {
      assert.throws(() => make(1).learn({ rho: 0, reward: 0 }), /before a choice/);
    });
  }
});

describe('the rivals', () => {
  const market = bedMarket(5).slice(0, 500);
  for (const [name, make] of Object.entries(BANDITS)) {
    it(`${name} learns from its own rewards alone`, () => {
      const blind = livedThrough(told(make(2), { rho: Number.NaN }), market);
      assert.deepEqual(blind.exposures, livedThrough(make(2), market).exposures);
    });

    it(`${name} comes to hold what pays and to leave what does not`, () => {
      for (const [rho, least, most] of [
        [1, 0.75, 1],
        [-1, 0, 0.25],
      ] as const) {
        const steady = Array.from({ length: 1000 }, () => ({ mean: rho, rho, context: [1, 0, 0, 0] }));
        const late = livedThrough(make(4), steady).exposures.slice(500);
        const mean = late.reduce((sum, exposure) => sum + exposure, 0) / late.length;
        assert.ok(mean >= least && mean <= most, `${mean} at ${rho}`);
      }
    });
  }

  it('tabular Q leaves an action that lost for the next one, and returns when that lost more', () => {
    const agent = new TabularQAgent({ stakes: [0, 0.5, 1], seed: 1, rate: 0.1, discount: 0, exploring: 0 });
    const chosen = [-1, -3, -2, 0, 0].map(reward => {
      const exposure = agent.choose({ context: [1], previous: 0, signal: 0, cost: 0 });
      agent.learn({ rho: 0, reward });
      return exposure;
    });
    // Values by hand: -1, then -3, then -2; back to the first, whose mean becomes -1/2.
    assert.deepEqual(chosen, [0, 0.5, 1, 0, 0]);
  });
});

describe('the full-information learner', () => {
  it('learns from returns alone, whatever it earned', () => {
    const market = bedMarket(5).slice(0, 500);
    const deaf = livedThrough(told(informed(500), { reward: Number.NaN }), market);
    assert.deepEqual(deaf.exposures, livedThrough(informed(500), market).exposures);
  });

  it('captures nine tenths of what an oracle earns, twice as much as tabular Q and more than the other rivals', () => {
    const bed = { seeds: 10 };
    const own = captureOf(() => informed(500), bed);
    assert.ok(own >= 0.9, `${own}`);
    for (const [name, make] of Object.entries(BANDITS)) {
      const rival = captureOf(make, bed);
      assert.ok(own > (name === 'tabular Q' ? 2 * rival : rival), `${name}: ${rival}`);
    }
  });

  it('keeps two thirds of it under turns of the sign when it starts anew, and half of that at most when it does not', () => {
    const bed = { seeds: 10, turn: 1000 };
    const reset = captureOf(() => informed(500), bed);
    const steadfast = captureOf(() => informed(null), bed);
    assert.ok(reset >= 0.65, `${reset}`);
    assert.ok(steadfast <= reset / 2, `${steadfast}`);
  });

  it('starts anew after each turn of the sign, and hardly ever without one', () => {
    const resets = (turn?: number): number[] =>
      Array.from({ length: 20 }, (_, i) => {
        const agent = informed(500);
        livedThrough(agent, bedMarket(i + 1, turn));
        return agent.resets;
      });
    assert.ok(resets(1000).every(count => count >= 2 && count <= 3));
    assert.ok(resets().filter(count => count > 0).length <= 1);
  });
});

describe('drawIndex', () => {
  it('takes the action whose stretch of [0, 1) holds the draw', () => {
    const odds = [0.25, 0.5, 0.25];
    assert.deepEqual(
      [0, 0.24, 0.25, 0.74, 0.75, 0.999].map(draw => drawIndex(odds, draw)),
      [0, 0, 1, 1, 2, 2],
    );
  });
});
