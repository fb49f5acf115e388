import type { z } from 'zod';
import type { Config } from '../../config/schema.ts';
import { isoTime } from '../../core/clock.ts';
import type { AssetClass } from '../../core/instrument.ts';
import type { HiveState } from '../../journal/state.ts';
import type { ClassLearner } from '../../learning/feedback/class-learner.ts';
import { classLearner } from '../../learning/feedback/learning-state.ts';
import { gateFigures, stageWhy } from '../../learning/feedback/stage.ts';
import type { ModelSummary } from '../models.ts';
import type { Reading } from '../reading.ts';
import type { gate as gateSchema } from '../schemas/learning-status.ts';
import { learningEpochMs, tickSettings } from '../settings.ts';

export type GateView = z.infer<typeof gateSchema>;

/** Wealth below which nothing may be said, and from which the evidence is called weak. */
const WEAK = Math.log(4);

/** What the gate says of a class, with its numbers; null before its first candidate. */
export function gateView(
  config: Config,
  { armed }: Pick<HiveState, 'armed'>,
  { assetClass, learner, nowMs }: { assetClass: AssetClass; learner: ClassLearner; nowMs: number },
): GateView | null {
  if (learner.candidate === null) return null;
  const { lnMoney, lnTiming, lnWanted, capShare } = gateFigures(learner);
  const epochs = learner.evidence.money.epochs;
  const isOverridden = armed?.withoutEvidence === true && armed.untilMs > nowMs;
  return {
    assetClass,
    candidate: learner.candidate,
    generation: learner.generation,
    stage: learner.stage,
    enforced: tickSettings(config).gate === 'decides',
    overriddenUntil: isOverridden ? isoTime(armed.untilMs) : null,
    words: wordsOf(learner, lnMoney),
    says: stageWhy(learner),
    ...{ lnMoney, lnTiming, lnWanted, capShare, epochs },
    epochsToWanted: lnMoney > 0 && epochs > 0 ? Math.max(0, (lnWanted - lnMoney) / (lnMoney / epochs)) : null,
    curve: curveOf(learner, learningEpochMs(config)),
    verdicts: learner.verdicts.map(({ atMs, assetClass: _, candidate, epoch, ...rest }) => ({
      at: isoTime(atMs),
      ...rest,
    })),
  };
}

function wordsOf({ stage }: ClassLearner, lnMoney: number): GateView['words'] {
  if (stage === 'live') return 'promoted';
  if (stage === 'retired') return 'retired';
  return lnMoney >= WEAK ? 'weak evidence' : 'no evidence of an edge';
}

/** The end of an epoch is when its outcome was known. */
const curveOf = ({ curve }: ClassLearner, epochMs: number): GateView['curve'] =>
  curve.epochs.map((epoch, i) => {
    const [money = 0, timing = 0, mixture = 0] = curve.rows[i]!;
    return [(epoch + 1) * epochMs, money, timing, mixture];
  });

/** The gate of the class that a model is in use for; null for one that is not in use, and where none is asked. */
export function gateOfModel(
  { config, clock }: Pick<Reading, 'config' | 'clock'>,
  state: HiveState | null,
  { current, detail }: Pick<ModelSummary, 'current' | 'detail'>,
): GateView | null {
  if (!current || state === null || detail?.assetClass !== 'crypto') return null;
  const learner = classLearner(state.learning, 'crypto');
  return gateView(config, state, { assetClass: 'crypto', learner, nowMs: clock.now() });
}
