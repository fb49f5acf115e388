import type { Action } from '../../src/lib/core/signal.ts';
import type { BarrierWidths } from '../../src/lib/trading/exit-plan.ts';
import {
  type ActionOdds,
  certain,
  type Evidence,
  type Strategy,
  type View,
} from '../../src/lib/trading/strategy.ts';

const EVIDENCE: Evidence = {
  featureSet: null,
  features: null,
  barCloseMs: null,
  lastClose: null,
  experts: [{ id: 'scripted', weight: 1, probabilityUp: null }],
  odds: () => certain('HOLD'),
  random: null,
  model: null,
  interval: null,
  breakEven: null,
};

/** Something a test has a strategy say. */
export interface Saying {
  readonly action: Action;
  readonly confidence: number;
  readonly widths?: BarrierWidths | null;
  readonly breakEven?: number | null;
  /** Odds that the action was drawn from; all on the action when left out. */
  readonly odds?: ActionOdds;
}

export const BUY: Saying = { action: 'BUY', confidence: 0.9, widths: { target: 0.03, stop: 0.02 } };
export const SELL: Saying = { action: 'SELL', confidence: 0.9 };
export const HOLD: Saying = { action: 'HOLD', confidence: 0.9 };

export function viewOf(symbol: string, saying: Saying): View {
  const { action, confidence, widths = null, breakEven = null } = saying;
  const signal = { symbol, action, confidence, probabilityUp: null, barCloseMs: null };
  const odds = (threshold: number) => saying.odds ?? certain(confidence > threshold ? action : 'HOLD');
  return { opinion: { kind: 'signal', signal, widths }, evidence: { ...EVIDENCE, odds, breakEven } };
}

/** Says of each symbol what the test last told it to, or that it has no model. */
export class ScriptedStrategy implements Strategy {
  readonly id = 'scripted';
  readonly #sayings = new Map<string, Saying>();
  asked = 0;

  says(symbol: string, saying: Saying | null): this {
    if (saying) this.#sayings.set(symbol, saying);
    else this.#sayings.delete(symbol);
    return this;
  }

  async look(symbol: string): Promise<View> {
    this.asked += 1;
    const saying = this.#sayings.get(symbol);
    return saying
      ? viewOf(symbol, saying)
      : { opinion: { kind: 'none', reason: 'NO_MODEL' }, evidence: null };
  }
}
