import { restoreCalibrator } from '../../learning/calibration/calibrator.ts';
import { overconfidenceWealth } from '../../learning/calibration/overconfidence.ts';
import { fitPipeline } from '../../learning/pipeline.ts';
import { bootstrapOf, shareOf, sumOf } from '../estimates.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atLeast, atMost, type Finding, finding } from '../finding.ts';
import { forestPipeline, sampleOf } from '../forest-bench.ts';
import { knownProbabilities } from '../markets/known-probabilities.ts';

const WINDOW = 500;
const BINS = 10;
const CONFIDENT = 0.7;
const DISHONEST = 20;

interface CalibrationRecord {
  readonly [key: string]: number | readonly number[];
  readonly predictions: number;
  /** Sum of (probability - outcome) and count in each of ten bins of the probability. */
  readonly excess: readonly number[];
  readonly brier: number;
  /** Of the true probabilities: the best that anyone can do. */
  readonly bestBrier: number;
  /** Squared distance between the probability said and the true one. */
  readonly distance: number;
  readonly confident: number;
  readonly hits: number;
  /** Mean true probability of being right, summed over confident predictions. */
  readonly wealth: number;
}

function run({ seed, ticks, without, caseId }: Trial): CalibrationRecord {
  const {
    rows,
    probability: truth,
    outcome,
  } = knownProbabilities(seed, WINDOW + ticks, STRENGTH[caseId] ?? 1);
  const samples = rows.slice(0, WINDOW).map((row, t) => sampleOf(row, outcome[t]!, t));
  const { model, calibrator } = fitPipeline(samples, forestPipeline(seed, 1));
  const { probability } = restoreCalibrator(calibrator);
  const excess = new Array<number>(BINS).fill(0);
  const claims: { confidence: number; correct: number }[] = [];
  let [brier, bestBrier, distance] = [0, 0, 0];
  for (let t = WINDOW; t < rows.length; t++) {
    const score = model.score(rows[t]!);
    const said = without === 'calibration' ? score : probability(score);
    const y = outcome[t]!;
    excess[Math.min(BINS - 1, Math.floor(said * BINS))]! += said - y;
    brier += (said - y) ** 2;
    bestBrier += (truth[t]! - y) ** 2;
    distance += (said - truth[t]!) ** 2;
    const confidence = Math.max(said, 1 - said);
    if (confidence > CONFIDENT) claims.push({ confidence, correct: said > 0.5 === (y === 1) ? 1 : 0 });
  }
  return {
    ...{ predictions: ticks, excess, brier, bestBrier, distance, confident: claims.length },
    hits: sumOf(claims.map(({ correct }) => correct)),
    wealth: Math.max(1, ...overconfidenceWealth(claims)),
  };
}

const STRENGTH: Readonly<Record<string, number>> = { strong: 1, weak: 0.3 };

/** Expected calibration error of all predictions together. */
function calibrationError(records: readonly CalibrationRecord[]): number {
  const bins = Array.from({ length: BINS }, (_, bin) => sumOf(records.map(({ excess }) => excess[bin]!)));
  return sumOf(bins.map(Math.abs)) / sumOf(records.map(({ predictions }) => predictions));
}

function hitRate(records: readonly CalibrationRecord[]): number | null {
  const confident = sumOf(records.map(record => record.confident));
  return confident === 0 ? null : sumOf(records.map(({ hits }) => hits)) / confident;
}

const perPrediction = (records: readonly CalibrationRecord[], of: (record: CalibrationRecord) => number) =>
  sumOf(records.map(of)) / sumOf(records.map(({ predictions }) => predictions));

function judgeCase(
  { case: { id, title }, records }: CaseResult<CalibrationRecord>,
  options: JudgeOptions,
): Finding[] {
  const confident = sumOf(records.map(record => record.confident));
  // Two standard errors below 70 %, as the goal says.
  const leastHits = CONFIDENT - 2 * Math.sqrt((CONFIDENT * (1 - CONFIDENT)) / Math.max(1, confident));
  return [
    finding(
      {
        ...{ id: `${id}-error`, title: `Calibration error, ${title}`, goal: 10, unit: 'points' },
        estimate: bootstrapOf(records, calibrationError),
        bar: atMost(0.03),
        moonshot: atMost(0.015),
      },
      options,
    ),
    ...(confident === 0
      ? []
      : [
          finding(
            {
              ...{
                id: `${id}-hits`,
                title: `Said with more than 70 % and true, ${title}`,
                goal: 10,
                unit: 'share',
              },
              estimate: bootstrapOf(records, hitRate),
              // Where so little can be known, who is sure is mostly lucky: that is told, and the e-test catches it.
              ...(id === 'strong' ? { goal: 10, bar: atLeast(leastHits) } : {}),
            },
            options,
          ),
        ]),
    finding(
      {
        ...{ id: `${id}-wealth`, title: `Runs called overconfident, ${title}`, goal: 10, unit: 'share' },
        estimate: shareOf(records.map(({ wealth }) => wealth >= DISHONEST)),
        bar: atMost(0.05),
      },
      options,
    ),
    finding(
      {
        ...{
          id: `${id}-brier`,
          title: `Brier score above that of the true probabilities, ${title}`,
          unit: 'ratio',
        },
        estimate: bootstrapOf(records, all =>
          perPrediction(all, ({ brier, bestBrier }) => brier - bestBrier),
        ),
      },
      options,
    ),
  ];
}

/** Whether a probability that is shown is a frequency. */
export const calibration: Experiment<CalibrationRecord> = {
  id: 'calibration',
  title: 'Does 70 % mean 70 %?',
  cases: [
    {
      ...{ id: 'strong', market: 'C1', title: 'a strong signal' },
      ...{ seeds: { full: 400, quick: 24 }, ticks: { full: 250, quick: 250 } },
    },
    {
      ...{ id: 'weak', market: 'C1', title: 'a weak signal' },
      ...{ seeds: { full: 400, quick: 24 }, ticks: { full: 250, quick: 250 } },
    },
  ],
  ablations: ['calibration'],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
