import { z } from 'zod';
import type { AssetClass } from '../../core/instrument.ts';
import { OVERCONFIDENCE_LIMIT } from '../../learning/calibration/overconfidence.ts';
import type { Evaluation } from '../../learning/evaluation.ts';
import { classLearner } from '../../learning/feedback/learning-state.ts';
import { type ClassModels, classModels } from '../class-models.ts';
import { gateView } from '../learn/gate-view.ts';
import { schema, type TrainingGate } from '../schemas/training-gate.ts';
import { endpoint, type Home } from './endpoint.ts';

/** With as many, the 95 % interval of an accuracy reaches about ten points to either side. */
const LEAST_OBSERVATIONS = 100;
/** Share of the confident predictions that must come true: what the rule of 70 % confidence promises. */
const LEAST_HIT_RATE = 0.7;

export const trainingGate = endpoint({
  path: '/api/training/gate',
  schema: 'training-gate',
  summary: 'What the evidence says of the model in use, condition by condition, and the verdict of the gate.',
  command: null,
  query: z.strictObject({}),
  data: schema,
  read: async home => ({ classes: (await classModels(home)).map(models => judged(home, models)) }),
});

function judged(home: Home, { assetClass, champion }: ClassModels) {
  const detail = champion?.detail;
  const conditions = detail?.evaluation
    ? conditionsOf(detail.evaluation, detail.breakEven?.pStar ?? null)
    : [];
  return { assetClass, model: champion?.name ?? null, conditions, verdict: verdictOf(home, assetClass) };
}

type Verdict = TrainingGate['classes'][number]['verdict'];

/** What the gate says of the class; null where no stance was ever taken, as on what is not traded. */
function verdictOf({ journal: { state }, config, clock }: Home, assetClass: AssetClass): Verdict {
  if (state === null) return null;
  const learner = classLearner(state.learning, assetClass);
  const gate = gateView(config, state, { assetClass, learner, nowMs: clock.now() });
  if (gate === null) return null;
  const { words, says, stage, lnMoney, lnTiming, lnWanted } = gate;
  return { words, says, stage, lnMoney, lnTiming, lnWanted };
}

interface Condition {
  readonly name: string;
  readonly holds: boolean | null;
  readonly seen: string;
  readonly wanted: string;
}

/** What a model must show before it may trade with real money; null where the evidence does not say. */
export const conditionsOf = (evaluation: Evaluation, breakEven: number | null): Condition[] => [
  enough(evaluation),
  beatsMajority(evaluation),
  beatsClimatology(evaluation),
  isHonest(evaluation),
  hitsWhenConfident(evaluation),
  reachesBreakEven(evaluation, breakEven),
];

const enough = ({ n, nEffective }: Evaluation): Condition => ({
  name: 'Enough observations',
  holds: nEffective >= LEAST_OBSERVATIONS,
  seen: `${n} predictions, worth ${Math.floor(nEffective)} independent ones`,
  wanted: `at least ${LEAST_OBSERVATIONS} independent ones`,
});

const beatsMajority = ({ accuracy, accuracyInterval95: [low, high], baselines }: Evaluation): Condition => ({
  name: 'Accuracy beats the majority',
  holds: low > baselines.majority,
  seen: `${percent(accuracy)}, 95 % interval from ${percent(low)} to ${percent(high)}`,
  wanted: `the whole interval above ${percent(baselines.majority)}`,
});

const beatsClimatology = ({ logLoss, climatologyLogLoss }: Evaluation): Condition => ({
  name: 'Log loss beats climatology',
  holds: logLoss < climatologyLogLoss,
  seen: nats(logLoss),
  wanted: `below ${nats(climatologyLogLoss)}, that of the base rate`,
});

function isHonest({ confident: { count, overconfidence } }: Evaluation): Condition {
  return {
    name: 'Not overconfident',
    holds: overconfidence === null ? null : overconfidence < OVERCONFIDENCE_LIMIT,
    seen:
      overconfidence === null ? NONE_CONFIDENT : `wealth ${overconfidence.toFixed(1)} over ${count} claims`,
    wanted: `wealth of the overconfidence test below ${OVERCONFIDENCE_LIMIT}`,
  };
}

function hitsWhenConfident({ confident: { count, hitRate } }: Evaluation): Condition {
  return {
    name: 'Confident predictions come true',
    holds: hitRate === null ? null : hitRate >= LEAST_HIT_RATE,
    seen: hitRate === null ? NONE_CONFIDENT : `${percent(hitRate)} of ${count}`,
    wanted: `at least ${percent(LEAST_HIT_RATE)}`,
  };
}

/** Whether the model ever said a probability at which a bet pays for its costs. */
function reachesBreakEven({ reliability }: Evaluation, breakEven: number | null): Condition {
  const said = (reliability ?? []).flatMap(bin => bin.meanProbability ?? []);
  const highest = said.length === 0 ? null : Math.max(...said);
  return {
    name: 'Break-even within reach',
    holds: highest === null || breakEven === null ? null : highest >= breakEven,
    seen: highest === null ? 'not kept with this model' : `probabilities up to about ${percent(highest)}`,
    wanted: breakEven === null ? 'the break-even, which is not known' : `at least ${percent(breakEven)}`,
  };
}

const NONE_CONFIDENT = 'no prediction with a confidence above 70 %';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const nats = (loss: number): string => loss.toFixed(4);
