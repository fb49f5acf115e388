import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import {
  type ChangePointOptions,
  type ChangePointState,
  DEFAULT_CHANGE_POINT,
  likeliestRun,
  newChangePoint,
  updateChangePoint,
} from '../../../../src/lib/learning/regime/change-point.ts';
import {
  type EventFilterState,
  filterEvents,
  newEventFilter,
} from '../../../../src/lib/learning/regime/event-filter.ts';
import {
  filterBelief,
  gaussianLikelihoods,
  type HiddenMarkov,
  newBelief,
} from '../../../../src/lib/learning/regime/hidden-markov.ts';
import {
  currentState,
  fitJumpModel,
  type JumpModel,
  jumpPath,
  newJumpState,
  updateJump,
} from '../../../../src/lib/learning/regime/jump-model.ts';
import { assertClose } from '../../../support/approx.ts';

describe('filterBelief', () => {
  const umbrella: HiddenMarkov = {
    transition: [
      [0.7, 0.3],
      [0.3, 0.7],
    ],
    initial: [0.5, 0.5],
  };

  it('believes in rain as the textbook does', () => {
    // Russell and Norvig, Artificial Intelligence, the umbrella world; filtering on umbrellas 1, 1, 0, 1, 1.
    let belief = newBelief(umbrella);
    const found = [1, 1, 0, 1, 1].map(seen => {
      const given = seen ? [0.9, 0.2] : [0.1, 0.8];
      belief = filterBelief(umbrella, belief, given.map(Math.log));
      return belief.probabilities[0]!;
    });
    assertClose(found, [0.818182, 0.883357, 0.190668, 0.730794, 0.867339], 5e-7);
    // P(umbrella) .55 first; then .62727 × .9 + .37273 × .2 by hand.
    const first = filterBelief(umbrella, newBelief(umbrella), [Math.log(0.9), Math.log(0.2)]);
    assertClose([Math.exp(first.lnEvidence)], [0.55]);
  });

  it('tells a calm from a stormy market by the size of its changes, after the fact only', () => {
    const states = [
      { mean: 0, deviation: 1 },
      { mean: 0, deviation: 3 },
    ];
    const model: HiddenMarkov = {
      transition: [
        [0.98, 0.02],
        [0.02, 0.98],
      ],
      initial: [0.5, 0.5],
    };
    const random = mulberry32(4);
    let belief = newBelief(model);
    let right = 0;
    for (let t = 0; t < 1_000; t++) {
      const stormy = Math.floor(t / 250) % 2;
      belief = filterBelief(
        model,
        belief,
        gaussianLikelihoods(states, states[stormy]!.deviation * normal(random)),
      );
      right += belief.probabilities[stormy]! > 0.5 ? 1 : 0;
    }
    assert.ok(right > 930, `${right}`);
  });

  it('stays a distribution, whatever is seen', () => {
    const states = [
      { mean: -1, deviation: 0.5 },
      { mean: 1, deviation: 2 },
    ];
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(values, seen => {
        let belief = newBelief(umbrella);
        for (const value of seen) belief = filterBelief(umbrella, belief, gaussianLikelihoods(states, value));
        assertClose([belief.probabilities[0]! + belief.probabilities[1]!], [1], 1e-12);
        assert.ok(Number.isFinite(belief.lnEvidence));
      }),
    );
  });

  it('refuses what no state explains', () => {
    const belief = newBelief(umbrella);
    for (const broken of [[Number.NaN, 0], [Infinity, 0], [-Infinity, -Infinity], [0]]) {
      assert.throws(() => filterBelief(umbrella, belief, broken), RangeError);
    }
    const once: HiddenMarkov = {
      transition: [
        [1, 0],
        [0, 1],
      ],
      initial: [1, 0],
    };
    assert.throws(() => filterBelief(once, newBelief(once), [-Infinity, 0]), RangeError);
  });
});

describe('updateChangePoint', () => {
  const run = (options: ChangePointOptions, values: readonly number[]): ChangePointState =>
    values.reduce((state, value) => updateChangePoint(options, state, value), newChangePoint(options));
  const worked = { hazard: 0.1, variance: 1, priorMean: 0, priorVariance: 4, longest: 100 };
  const values = [0.2, -0.1, 0.3, 3, 3.2, 2.9];

  it('has the evidence and the run lengths of another implementation', () => {
    // Adams and MacKay's recursion in Python.
    const evidence = values.map((_, i) => Math.exp(run(worked, values.slice(0, i + 1)).lnEvidence));
    assertClose(
      evidence,
      [0.1777001874, 0.2804636312, 0.307527059, 0.0217451847, 0.1090322409, 0.2642938591],
      1e-9,
    );
    const last = run(worked, values);
    assertClose(
      last.probabilities,
      [0.1, 0.02620227, 0.05186551, 0.69226349, 0.06478162, 0.00857824, 0.05630888],
      5e-9,
    );
    assert.equal(likeliestRun(last), 3);
  });

  it('tells no more than the longest runs apart, and loses no probability', () => {
    const short = run({ ...worked, longest: 4 }, values);
    assert.equal(short.probabilities.length, 5);
    assertClose([short.probabilities.reduce((sum, p) => sum + p, 0)], [1], 1e-12);
    const whole = run(worked, values);
    assertClose(short.probabilities.slice(0, 4), whole.probabilities.slice(0, 4), 0.02);
  });

  it('finds a shift of one deviation within fifty values', () => {
    const random = mulberry32(8);
    const shifted = Array.from({ length: 450 }, (_, i) => normal(random) + (i < 400 ? 0 : 1));
    assert.ok(likeliestRun(run(DEFAULT_CHANGE_POINT, shifted.slice(0, 400))) > 350);
    const since = likeliestRun(run(DEFAULT_CHANGE_POINT, shifted));
    assert.ok(since > 30 && since < 70, `${since}`);
  });

  it('stays a distribution far out, goes on from its JSON, and refuses what is not finite', () => {
    const any = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(any, seen => {
        const state = run({ ...worked, longest: 12 }, seen);
        assertClose([state.probabilities.reduce((sum, p) => sum + p, 0)], [1], 1e-9);
        const stored: ChangePointState = JSON.parse(JSON.stringify(state));
        assert.deepEqual(updateChangePoint(worked, stored, 1), updateChangePoint(worked, state, 1));
      }),
    );
    for (const value of [Number.NaN, Infinity, 1e200]) {
      assert.throws(() => updateChangePoint(worked, newChangePoint(worked), value), RangeError);
    }
  });
});

describe('the jump model', () => {
  const rows = [0, 0.1, -0.1, 2, 2.1, 0, 2, 2.2].map(value => [value]);
  const model = (penalty: number): JumpModel => ({ centres: [[0], [2]], penalty });

  it('changes its state where that is cheaper than to stay', () => {
    // Costs by a Python implementation and by hand: half squares of .1, .1, .1 and .2 are .035.
    const found = [0.5, 1, 3, 6].map(penalty => jumpPath(model(penalty), rows));
    assertClose(
      found.map(({ cost }) => cost),
      [1.535, 3.035, 5.035, 8.035],
    );
    assert.deepEqual(
      found.map(({ path }) => path.join('')),
      ['00011011', '00011011', '00011111', '00011111'],
    );
  });

  it('has as its present state the last one of the cheapest path so far', () => {
    const row = fc.tuple(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
    );
    const plane: JumpModel = {
      centres: [
        [0, 0],
        [1, 1],
        [-1, 2],
      ],
      penalty: 0.7,
    };
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), seen => {
        const state = seen.reduce((kept, one) => updateJump(plane, kept, one), newJumpState(plane));
        const { path, cost } = jumpPath(plane, seen);
        // Equal up to rounding: the state's costs are kept near zero.
        assert.ok(state.excess[path.at(-1)!]! < 1e-9);
        assert.ok(state.excess[currentState(state)] === 0);
        assertClose([cost], [pathCost(plane, seen, path)]);
      }),
    );
  });

  function pathCost({ centres, penalty }: JumpModel, seen: readonly (readonly number[])[], path: number[]) {
    return seen.reduce((sum, one, t) => {
      const centre = centres[path[t]!]!;
      const far = one.reduce((all, value, k) => all + (value - centre[k]!) ** 2 / 2, 0);
      return sum + far + (t > 0 && path[t] !== path[t - 1] ? penalty : 0);
    }, 0);
  }

  it('finds the centres of two clouds from rough ones', () => {
    const random = mulberry32(9);
    const clouds = Array.from({ length: 400 }, (_, t) => [
      normal(random) + (Math.floor(t / 100) % 2) * 3,
      normal(random),
    ]);
    const fitted = fitJumpModel(
      {
        centres: [
          [0.5, 1],
          [1, 1],
        ],
        penalty: 5,
      },
      clouds,
    );
    const [low, high] = fitted.centres;
    assertClose([low![0]!, low![1]!, high![0]!, high![1]!], [0, 0, 3, 0], 0.25);
    assert.deepEqual(fitJumpModel(fitted, clouds), fitted);
  });

  it('keeps the centre of a state that nothing falls to', () => {
    const far = fitJumpModel({ centres: [[0], [99]], penalty: 1 }, rows);
    assert.deepEqual(far.centres[1], [99]);
    assert.deepEqual(jumpPath(far, []), { path: [], cost: 0 });
  });

  it('refuses rows that are not finite or not as wide as its centres', () => {
    for (const row of [[Number.NaN], [Infinity], [1, 2]]) {
      assert.throws(() => updateJump(model(1), newJumpState(model(1)), row), RangeError);
    }
  });
});

describe('filterEvents', () => {
  it('marks the moments of the worked example', () => {
    // López de Prado's filter at 3 %, by hand: events at 3, 5 and 7.
    const changes = [0.01, 0.012, -0.005, 0.02, -0.03, -0.02, 0.01, 0.035, -0.01];
    let state = newEventFilter();
    const events = changes.map(change => {
      state = filterEvents(0.03, state, change);
      return state.event;
    });
    assert.deepEqual(events, [0, 0, 0, 1, 0, -1, 0, 1, 0]);
  });

  it('never lets either side stand above its threshold, and mirrors', () => {
    const changes = fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(changes, values => {
        let state: EventFilterState = newEventFilter();
        let mirror: EventFilterState = newEventFilter();
        for (const value of values) {
          state = filterEvents(0.05, state, value);
          mirror = filterEvents(0.05, mirror, -value);
          assert.ok(state.rise >= 0 && state.rise <= 0.05 && state.fall >= 0 && state.fall <= 0.05);
          assert.ok(
            state.rise === mirror.fall && state.fall === mirror.rise && state.event + mirror.event === 0,
          );
        }
      }),
    );
  });

  it('refuses what is not finite and a threshold that is not above zero', () => {
    assert.throws(() => filterEvents(0.03, newEventFilter(), Number.NaN), RangeError);
    for (const threshold of [0, -1, Number.NaN]) {
      assert.throws(() => filterEvents(threshold, newEventFilter(), 0.1), RangeError);
    }
  });
});
