import { evidenceOf } from '../evidence/e-detector.ts';
import { alphaWithDiscoveries } from '../evidence/spending.ts';
import { lnWealth, MONEY_GRID } from '../evidence/wealth.ts';
import type { ClassLearner } from './class-learner.ts';
import { ALARM } from './detectors.ts';
import type { Stage } from './records.ts';

/** Chance that anything is ever promoted by luck, over both asset classes and all generations. */
const ALPHA = 0.05;
const CLASSES = 2;
/** Evidence from which a candidate trades at a small size, and that timing must reach for all of it. */
const LN_CANARY = Math.log(4);
/** Most of the cap that a canary may use: the least that a broker's minimum of $10 lets through at a cap of $75. */
const CANARY_CAP = 0.2;
/** Fall of a candidate's summed net returns, in caps, at which it is retired. */
export const MOST_DRAWDOWN = 0.25;

/** Log wealth that full size asks for: ln(1/alpha) of this generation, by the promotions of those before it. */
export const lnWanted = ({
  generation,
  promotions,
  evidence,
}: Pick<ClassLearner, 'generation' | 'promotions'> & {
  readonly evidence: Pick<ClassLearner['evidence'], 'promoted'>;
}): number => {
  const before = promotions - Number(evidence.promoted);
  return -Math.log(alphaWithDiscoveries(ALPHA / CLASSES, Math.max(1, generation), before));
};

/** The first candidate of a home, before anything was ever promoted. */
export const FIRST_CANDIDATE = { generation: 1, promotions: 0, evidence: { promoted: false } } as const;

/** What the gate weighs, as logs of wealth. */
export interface GateFigures {
  readonly lnMoney: number;
  readonly lnTiming: number;
  readonly lnWanted: number;
  /** Share of the cap that the evidence is worth. */
  readonly capShare: number;
}

export function gateFigures(learner: ClassLearner): GateFigures {
  const lnMoney = lnWealth(MONEY_GRID, learner.evidence.money);
  const lnTiming = lnWealth(MONEY_GRID, learner.evidence.timing);
  const wanted = lnWanted(learner);
  return { lnMoney, lnTiming, lnWanted: wanted, capShare: capShare(learner.stage, lnMoney / wanted) };
}

function capShare(stage: Stage, share: number): number {
  const within = Math.min(1, Math.max(0, share));
  if (stage === 'live') return within;
  return stage === 'canary' ? Math.min(CANARY_CAP, within) : 0;
}

/** The learner in the stage that its evidence is worth. The first time at full size counts as a discovery. */
export function stageAfter(learner: ClassLearner): ClassLearner {
  const stage = stageOf(learner);
  const begins = learner.stage === 'shadow' && (stage === 'canary' || stage === 'live');
  // What it fell by in the shadow cost nobody anything.
  const evidence = begins ? { ...learner.evidence, peak: learner.evidence.total } : learner.evidence;
  if (stage !== 'live' || evidence.promoted) return { ...learner, stage, evidence };
  return { ...learner, stage, promotions: learner.promotions + 1, evidence: { ...evidence, promoted: true } };
}

function stageOf(learner: ClassLearner): Stage {
  const { stage, evidence } = learner;
  const hasCapital = stage === 'canary' || stage === 'live';
  if (stage === 'retired' || (hasCapital && hasTurned(evidence))) return 'retired';
  const { lnMoney, lnTiming, lnWanted: wanted } = gateFigures(learner);
  if (lnMoney < LN_CANARY) return 'shadow';
  const proven = evidence.promoted || lnMoney >= wanted;
  return proven && lnTiming >= LN_CANARY ? 'live' : 'canary';
}

/** Whether a candidate with capital has begun to lose, or has lost too much. */
const hasTurned = ({ decay, peak, total }: ClassLearner['evidence']): boolean =>
  evidenceOf(decay) >= ALARM || peak - total > MOST_DRAWDOWN;

/** What the evidence lets an entry have in a regime: a wild market halves what a canary may use. */
export function capShareIn(learner: ClassLearner, regime: string): number {
  const { capShare: share } = gateFigures(learner);
  return learner.stage === 'canary' && regime.startsWith('wild') ? share / 2 : share;
}

/** Why a learner is in another stage, or another candidate, than before: one sentence. */
export function verdictWhy(before: ClassLearner, after: ClassLearner): string {
  return before.generation === after.generation ? stageWhy(after) : newCandidateWhy(before, after);
}

/** Why a learner is in its stage: one sentence with the numbers. */
export function stageWhy(after: ClassLearner): string {
  const { lnMoney, lnTiming, lnWanted: wanted } = gateFigures(after);
  const seen = `wealth ${times(lnMoney)} of ${times(wanted)} against cash, ${times(lnTiming)} against its usual exposure`;
  if (after.stage === 'retired') return retiredWhy(after);
  if (after.stage === 'live') return `There is evidence of an edge: ${seen}.`;
  if (after.stage === 'canary')
    return `There is weak evidence of an edge: ${seen}. It may use a fifth of the cap at most.`;
  return `There is no evidence of an edge: ${seen}.`;
}

function newCandidateWhy(before: ClassLearner, after: ClassLearner): string {
  const cause =
    before.generation === 0
      ? 'The first candidate begins'
      : before.stage === 'retired'
        ? 'The candidate goes on after its retirement, as a new one'
        : 'Strategy or training has changed: a new candidate begins';
  return `${cause}; it is number ${after.generation} and wants wealth ${times(lnWanted(after))}.`;
}

function retiredWhy({ evidence }: ClassLearner): string {
  const { decay, peak, total } = evidence;
  if (evidenceOf(decay) >= ALARM)
    return `It no longer earns: the detector stands at ${evidenceOf(decay).toFixed(0)}.`;
  return `It has fallen by ${(100 * (peak - total)).toFixed(1)} % of the cap from its best.`;
}

const times = (logs: number): string => Math.exp(logs).toPrecision(3);
