import { differentialSharpe } from '../../learning/policy/differential-sharpe.ts';
import { cscv } from '../../performance/cscv.ts';
import { deflatedSharpe } from '../../performance/deflated-sharpe.ts';
import { drawdowns } from '../../performance/drawdowns.ts';
import { minBacktestLength } from '../../performance/min-backtest-length.ts';
import { minTrackRecord } from '../../performance/min-track-record.ts';
import { moments } from '../../performance/moments.ts';
import { probabilisticSharpe } from '../../performance/probabilistic-sharpe.ts';
import { sharpeSample } from '../../performance/sharpe-sample.ts';
import { superiorAbility } from '../../performance/superior-ability.ts';

/** What the usual statistics say of net returns, counting that there were several to choose from. */
export interface Significance {
  /** Sharpe ratio of a year. */
  readonly sharpe: number | null;
  /** Moody and Saffell's, of the last return: which way the ratio moves. */
  readonly differentialSharpe: number | null;
  /** Probability that the true ratio is above 0, and above what the best of all experts reaches by luck. */
  readonly probabilistic: number | null;
  readonly deflated: number | null;
  /** Years that would be needed to tell the ratio from 0, and from the best of so many worthless tries. */
  readonly trackRecordYears: number | null;
  readonly backtestYears: number;
  /** Chance that the best expert in one half is below the middle in the other, and that it loses there. */
  readonly overfitting: number | null;
  readonly lossProbability: number | null;
  /** Chance of so good a best expert if none were better than cash (Hansen's SPA). */
  readonly superiorAbility: number | null;
  readonly maxDrawdown: number | null;
}

export interface SignificanceInput {
  /** Net return of each bar. */
  readonly returns: Float64Array;
  /** The same of each expert by itself. */
  readonly experts: readonly Float64Array[];
  readonly barsPerYear: number;
  readonly seed: number;
}

const RESAMPLES = 500;
/** Blocks of the halves: many where the series is long enough for them. */
const BLOCKS = { many: 16, few: 8, enough: 640 };
/** Rate of the averages of the differential ratio. */
const RATE = 0.01;

export function significanceOf({ returns, experts, barsPerYear, seed }: SignificanceInput): Significance {
  const sample = sharpeSample(returns);
  const blocks = returns.length >= BLOCKS.enough ? BLOCKS.many : BLOCKS.few;
  const halves = cscv(experts, { blocks });
  const bars = sample && minTrackRecord(sample);
  return {
    sharpe: sample && sample.sharpe * Math.sqrt(barsPerYear),
    differentialSharpe: lastDifferential(returns),
    probabilistic: sample && probabilisticSharpe(sample),
    deflated: sample && deflatedSharpe(sample, triesOf(experts)),
    trackRecordYears: bars && bars / barsPerYear,
    backtestYears: minBacktestLength(experts.length),
    overfitting: halves?.probability ?? null,
    lossProbability: halves?.lossProbability ?? null,
    superiorAbility: superiorAbility(experts, { resamples: RESAMPLES, seed })?.pValue ?? null,
    maxDrawdown: fallOf(returns),
  };
}

/** How many there were to choose from, and how far their ratios differ. */
function triesOf(experts: readonly Float64Array[]) {
  const ratios = experts.flatMap(returns => sharpeSample(returns)?.sharpe ?? []);
  return { count: experts.length, variance: (moments(ratios)?.deviation ?? 0) ** 2 };
}

function lastDifferential(returns: Float64Array): number | null {
  let averages = { mean: 0, square: 0 };
  let last: number | null = null;
  for (const value of returns) {
    const next = differentialSharpe(averages, { value, rate: RATE });
    averages = next.averages;
    last = next.value;
  }
  return last;
}

function fallOf(returns: Float64Array): number | null {
  let level = 1;
  const equity = returns.map(change => {
    level *= 1 + change;
    return level;
  });
  const times = equity.map((_, bar) => bar);
  return equity.length === 0 ? null : drawdowns(equity, times, 1).maxShare;
}
