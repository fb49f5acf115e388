import { CONTROL_ODDS } from '../../core/control-odds.ts';
import { controlSignal } from '../../trading/strategies/control.ts';
import { type ActionOdds, certain, type Strategy } from '../../trading/strategy.ts';

/** The confidence is uniform in [0, 1), so an action survives the threshold with the rest of that range. */
function odds(threshold: number): ActionOdds {
  if (!(threshold < 1)) return certain('HOLD');
  const BUY = CONTROL_ODDS.BUY * (1 - threshold);
  const SELL = CONTROL_ODDS.SELL * (1 - threshold);
  return { BUY, SELL, HOLD: 1 - BUY - SELL };
}

/** The seeded random arm of the owner's first system, as a strategy. */
export const controlStrategy = (seed: number): Strategy => ({
  id: 'control',
  async look(symbol, { epoch }) {
    const draw = controlSignal(seed, symbol, epoch);
    return {
      opinion: { kind: 'signal', signal: draw.signal, widths: null },
      evidence: {
        featureSet: null,
        features: null,
        barCloseMs: null,
        lastClose: null,
        experts: [{ id: 'control', weight: 1, probabilityUp: null }],
        odds,
        random: { seed: draw.seed, draws: draw.draws },
        model: null,
        interval: null,
        breakEven: null,
      },
    };
  },
});

/** Different draws than those of the control arm, for when it is the strategy that trades. */
const TRADING_SALT = 0x5eed;

export const tradingSeed = (seed: number): number => (seed ^ TRADING_SALT) >>> 0;

export const tradingControlStrategy = (seed: number): Strategy => controlStrategy(tradingSeed(seed));
