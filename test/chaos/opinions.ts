import { hashKey, hashText } from '../../src/lib/core/random.ts';
import { ACTIONS, type Action } from '../../src/lib/core/signal.ts';
import type { Evidence, Strategy } from '../../src/lib/trading/strategy.ts';
import { lastClose } from './sim-market.ts';

/** Mostly sure of itself, for many trades; the threshold, what is just above it, and what no probability can be. */
const CONFIDENCES = [0.9, 0.95, 0.8, 1, 0.9, 0.99, 0.7, 0.7000001, 0.3, 1.5, -1];
const TARGETS = [0.005, 0.02, 0.05];

interface Said {
  readonly action: Action;
  readonly confidence: number;
}

/** Mostly buys in one epoch and sells in the next, with close barriers, so that positions come and go. */
export const opinions = (seed: number): Strategy => ({
  id: 'chaos',
  async look(symbol, { nowMs, epoch }) {
    const draw = (what: number) => hashKey(seed, hashText(symbol), 7, epoch, what);
    const action = draw(1) % 4 < 3 ? ACTIONS[(epoch + hashText(symbol)) % 2]! : ACTIONS[draw(2) % 3]!;
    const said: Said = { action, confidence: CONFIDENCES[draw(3) % CONFIDENCES.length]! };
    const widths = { target: TARGETS[draw(4) % 3]!, stop: TARGETS[draw(5) % 3]! };
    const signal = { symbol, ...said, probabilityUp: null, barCloseMs: null };
    return {
      opinion: { kind: 'signal', signal, widths: draw(6) % 4 === 0 ? null : widths },
      evidence: evidence(said, lastClose(seed, symbol, nowMs)),
    };
  },
});

const evidence = ({ action, confidence }: Said, close: number): Evidence => ({
  featureSet: null,
  features: null,
  barCloseMs: null,
  lastClose: close,
  experts: [{ id: 'chaos', weight: 1, probabilityUp: null }],
  odds: threshold => {
    const odds = { BUY: 0, SELL: 0, HOLD: 0 };
    return { ...odds, [confidence > threshold ? action : 'HOLD']: 1 };
  },
  random: null,
  model: null,
  interval: null,
  breakEven: null,
});

/** Has no opinion: for the ticks in which faults have ceased. */
export const silence: Strategy = {
  id: 'chaos',
  look: async () => ({ opinion: { kind: 'none', reason: 'NO_MODEL' }, evidence: null }),
};
