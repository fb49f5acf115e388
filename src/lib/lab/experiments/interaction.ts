import type { ForestSettings } from '../../learning/learner.ts';
import { fitPipeline } from '../../learning/pipeline.ts';
import { meanOf } from '../estimates.ts';
import type { Experiment, LabCase, Trial } from '../experiment.ts';
import { atLeast, finding, type Line } from '../finding.ts';
import { FOREST, fixedSamples, forestPipeline } from '../forest-bench.ts';
import { interactionAccuracy, interaction as interactionMarket } from '../markets/interaction.ts';

const WINDOW = 2000;
const WARM_UP = 61;

interface InteractionRecord {
  readonly [key: string]: number;
  /** Share of later ticks whose direction the forest told. */
  readonly hits: number;
}

interface InteractionCase extends LabCase {
  /** Of the planted law, in standard deviations of a tick. */
  readonly edge: number;
  readonly settings: ForestSettings;
  readonly bar?: Line;
}

const SIZE = { market: 'E3', seeds: { full: 60, quick: 4 }, ticks: { full: 1000, quick: 1000 } };
/** Two features that only tell something together want more than three splits from root to leaf. */
const DEEPER = { ...FOREST, maxDepth: 6 };
const CLEAR = 0.75;
const FAINT = 0.25;

const CASES: readonly InteractionCase[] = [
  {
    ...{ id: 'clear', title: 'a clear law, depth 6', edge: CLEAR, settings: DEEPER, ...SIZE },
    bar: atLeast(interactionAccuracy(CLEAR) - 0.01),
  },
  { id: 'clear-default', title: 'a clear law, the default depth', edge: CLEAR, settings: FOREST, ...SIZE },
  { id: 'faint', title: 'a faint law, depth 6', edge: FAINT, settings: DEEPER, ...SIZE },
  { id: 'faint-default', title: 'a faint law, the default depth', edge: FAINT, settings: FOREST, ...SIZE },
];

const caseOf = (id: string): InteractionCase => CASES.find(one => one.id === id)!;

function run({ caseId, seed, ticks }: Trial): InteractionRecord {
  const { edge, settings } = caseOf(caseId);
  const market = interactionMarket(seed, WARM_UP + WINDOW + ticks + 1, edge);
  const samples = fixedSamples(market, 1, market.volumes);
  const options = { ...forestPipeline(seed, 1), settings };
  const { model } = fitPipeline(samples.slice(0, WINDOW), options);
  const later = samples.slice(WINDOW + 1);
  const right = later.filter(
    ({ features, label: { y } }) => model.score(features) > 0.5 === (y === 1),
  ).length;
  return { hits: right / later.length };
}

/** Whether the forest finds what no rule knows. */
export const interaction: Experiment<InteractionRecord> = {
  id: 'interaction',
  title: 'Does the forest find what no rule knows?',
  cases: CASES,
  ablations: [],
  run,
  judge: (results, options) =>
    results.map(({ case: { id }, records }) => {
      const { title, edge, bar } = caseOf(id);
      const most = (100 * interactionAccuracy(edge)).toFixed(1);
      return finding(
        {
          ...{ id, title: `Accuracy on ${title} (who knows it has ${most} %)`, unit: 'share' },
          ...{ estimate: meanOf(records.map(({ hits }) => hits)), ...(bar ? { bar } : {}) },
        },
        options,
      );
    }),
};
