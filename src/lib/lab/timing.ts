import { bet, MONEY_GRID, newWealth, type WealthState } from '../learning/evidence/wealth.ts';

/** Rate at which the usual exposure follows the one that is held. */
const USUAL_RATE = 0.01;

export interface HeldTick {
  /** Exposure through the tick, and the return it was exposed to. */
  readonly exposure: number;
  readonly change: number;
  /** Costs of getting to the exposure, as a fraction of equity. */
  readonly paid: number;
  readonly volatility: number;
  readonly maxBet: number;
}

/** Evidence that a strategy gains more than its own usual exposure would: skill that a rising market cannot feign. */
export class TimingEvidence {
  #wealth: WealthState = newWealth(MONEY_GRID);
  #usual: number | null = null;

  get wealth(): WealthState {
    return this.#wealth;
  }

  push({ exposure, change, paid, volatility, maxBet }: HeldTick): void {
    const usual = this.#usual ?? exposure;
    const gain = ((exposure - usual) * change - paid) / volatility;
    this.#wealth = bet(MONEY_GRID, this.#wealth, { gain, maxBet });
    this.#usual = usual + USUAL_RATE * (exposure - usual);
  }
}
