import { type MixtureOptions, regretBound } from '../../learning/experts/mixture.ts';
import { exactly, meanOf } from '../estimates.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atMost, type Finding, finding } from '../finding.ts';
import { FLIP_TICKS, flippingMomentum } from '../markets/autoregressive.ts';
import { garchWalk } from '../markets/no-edge.ts';
import { POOL, type PoolTick, runPool } from '../pool-run.ts';

/** What two sums of a few thousand logarithms may differ by. */
const ROUNDING = 1e-6;

interface RegretRecord {
  readonly [key: string]: number;
  /** ln of the wealth of the best sequence less what its prior costs, less that of the mixture: never above 0. */
  readonly excess: number;
  /** Regret to the sequence of the best cell of every 1,000 ticks, and the bound for as many switches. */
  readonly regret: number;
  readonly bound: number;
}

/** The best sequence of cells, each charged what its prior probability under one share costs (Viterbi's recursion). */
class BestSequence {
  readonly #stay: Float64Array;
  readonly #move: Float64Array;
  readonly #value: Float64Array;
  #isFirst = true;

  constructor(prior: Float64Array, share: number) {
    this.#stay = prior.map(p => Math.log(1 - share + share * p));
    this.#move = prior.map(p => Math.log(share * p));
    this.#value = prior.map(Math.log);
  }

  get best(): number {
    return this.#value.reduce((top, value) => Math.max(top, value), Number.NEGATIVE_INFINITY);
  }

  push(logs: Float64Array): void {
    const top = this.best;
    for (let c = 0; c < logs.length; c++) {
      if (!this.#isFirst) {
        this.#value[c] = Math.max(this.#value[c]! + this.#stay[c]!, top + this.#move[c]!);
      }
      this.#value[c]! += logs[c]!;
    }
    this.#isFirst = false;
  }
}

/** ln of each cell's factor: experts by bets, then cash. Reckoned here once more, so that the mixture is checked. */
function cellLogs({ gains, maxBet }: PoolTick, { bets }: MixtureOptions): Float64Array {
  const logs = new Float64Array(gains.length * bets.length + 1);
  gains.forEach((gain, k) => {
    bets.forEach((bet, j) => {
      logs[k * bets.length + j] = Math.log1p(Math.min(bet, maxBet) * (gain ?? 0));
    });
  });
  return logs;
}

function priorOf({ bets, cashPrior }: MixtureOptions, experts: number): Float64Array {
  const prior = new Float64Array(experts * bets.length + 1).fill((1 - cashPrior) / (experts * bets.length));
  prior[prior.length - 1] = cashPrior;
  return prior;
}

/** Ticks at the beginning in which a rule may still sleep: a sleeper gains what the mixture does, which no cell log can say. */
const WARM_UP = 61;

function run({ caseId, seed, ticks, without }: Trial): RegretRecord {
  const path = caseId === 'flips' ? flippingMomentum(seed, ticks, 0.2) : garchWalk(seed, ticks);
  const mixture = without === 'share' ? { ...POOL.mixture, shares: [0] } : POOL.mixture;
  const follower = new Follower(mixture);
  const { lnWealth } = runPool(path, { ...POOL, mixture }, tick => {
    follower.push(tick);
    return undefined;
  });
  return follower.record(lnWealth);
}

/** Follows the best sequences of all shares, and the best cell of each stretch of 1,000 ticks. */
class Follower {
  readonly #mixture: MixtureOptions;
  #sequences: BestSequence[] = [];
  #segment = new Float64Array(0);
  #segments = 0;
  #bestOfSegments = 0;
  #experts = 0;
  #epochs = 0;

  constructor(mixture: MixtureOptions) {
    this.#mixture = mixture;
  }

  push(tick: PoolTick): void {
    const logs = cellLogs(tick, this.#mixture);
    this.#wake(tick, logs);
    if (tick.tick > 0 && tick.tick % FLIP_TICKS === 0) this.#close(logs.length);
    for (const sequence of this.#sequences) sequence.push(logs);
    for (let c = 0; c < logs.length; c++) this.#segment[c]! += logs[c]!;
    this.#epochs += 1;
  }

  /** A sleeping cell goes with the mixture. */
  #wake({ gains, before, after, tick }: PoolTick, logs: Float64Array): void {
    if (this.#epochs === 0) {
      this.#experts = gains.length;
      const prior = priorOf(this.#mixture, gains.length);
      this.#sequences = this.#mixture.shares.map(share => new BestSequence(prior, share));
      this.#segment = new Float64Array(logs.length);
    }
    if (tick >= WARM_UP) return;
    const { bets } = this.#mixture;
    // Levels differ a little in what they gained; the least of them keeps the comparison on the safe side.
    const gained = Math.min(...after.levels.map((level, l) => level.lnWealth - before.levels[l]!.lnWealth));
    gains.forEach((gain, k) => {
      if (gain === null) logs.fill(gained, k * bets.length, (k + 1) * bets.length);
    });
  }

  #close(cells: number): void {
    this.#bestOfSegments += Math.max(...this.#segment);
    this.#segments += 1;
    this.#segment = new Float64Array(cells);
  }

  record(lnWealth: number): RegretRecord {
    this.#close(this.#segment.length);
    const levels = Math.log(this.#mixture.shares.length);
    const best = Math.max(...this.#sequences.map(sequence => sequence.best)) - levels;
    const path = { experts: this.#experts, epochs: this.#epochs, switches: this.#segments - 1 };
    return {
      excess: best - lnWealth,
      regret: this.#bestOfSegments - lnWealth,
      bound: Math.min(regretBound(this.#mixture, path), Number.MAX_VALUE),
    };
  }
}

function judgeCase(
  { case: { id, title }, records }: CaseResult<RegretRecord>,
  options: JudgeOptions,
): Finding[] {
  const worst = Math.max(...records.map(({ excess, regret, bound }) => Math.max(excess, regret - bound)));
  return [
    finding(
      {
        ...{ id, title: `Worst excess over the regret bound, ${title}`, goal: 7, unit: 'nats' },
        estimate: exactly(worst, records.length),
        bar: atMost(ROUNDING),
      },
      options,
    ),
    finding(
      {
        ...{ id: `${id}-share`, title: `Regret as a share of the bound, ${title}`, unit: 'share' },
        estimate: meanOf(records.map(({ regret, bound }) => regret / bound)),
        ...(id === 'flips' ? { goal: 7, moonshot: atMost(0.6) } : {}),
      },
      options,
    ),
    finding(
      {
        ...{
          id: `${id}-nats`,
          title: `Regret to the best cell of every 1,000 ticks, ${title}`,
          unit: 'nats',
        },
        estimate: meanOf(records.map(({ regret }) => regret)),
      },
      options,
    ),
  ];
}

/** How much is lost to whoever knew the best expert of every stretch. */
export const regret: Experiment<RegretRecord> = {
  id: 'regret',
  title: 'How much is lost to whoever knew the best expert of every stretch?',
  cases: [
    {
      ...{ id: 'flips', market: 'S1', title: 'phi 0.2 that flips' },
      ...{ seeds: { full: 100, quick: 8 }, ticks: { full: 8000, quick: 4000 } },
    },
    {
      ...{ id: 'noise', market: 'N2', title: 'no edge' },
      ...{ seeds: { full: 100, quick: 8 }, ticks: { full: 4000, quick: 2000 } },
    },
  ],
  ablations: ['share'],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
