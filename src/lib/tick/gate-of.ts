import type { ClassLearner } from '../learning/feedback/class-learner.ts';
import { capShareIn, gateFigures } from '../learning/feedback/stage.ts';
import type { GateTerms } from '../risk/rule.ts';

/** What the gate lets an entry in one symbol have, and the numbers that say why. */
export function gateOf(learner: ClassLearner, symbol: string): GateTerms {
  const { lnMoney, lnTiming, lnWanted } = gateFigures(learner);
  const regime = learner.pending?.symbols[symbol]?.regime ?? 'unknown';
  return {
    share: capShareIn(learner, regime),
    limit: `a stage above shadow; all of the cap at wealth ${times(lnWanted)} and timing 4`,
    value: `${learner.stage}, wealth ${times(lnMoney)}, timing ${times(lnTiming)}`,
  };
}

const times = (logs: number): string => Math.exp(logs).toPrecision(3);
