import type { AssetClass } from '../../core/instrument.ts';
import { hashKey, hashText, mulberry32, normal, type Random } from '../../core/random.ts';
import { tradingHours } from '../sessions.ts';
import { dayStart } from './days.ts';
import { drawShock, type Shock } from './shock.ts';

/** What all symbols of a class share on one trading day. */
export interface FactorDay {
  readonly shock: Shock;
  /** Log of the class's volatility; its square averages 1 over the long run. */
  readonly logVolatility: number;
}

interface VolatilityFigures {
  /** Log volatility of the calm, the normal and the stressed regime. */
  readonly regimes: readonly number[];
  /** Of the log volatility's own AR(1): persistence, noise, and rise after a fall of one standard deviation. */
  readonly persistence: number;
  readonly noise: number;
  readonly leverage: number;
}

const FIGURES: Readonly<Record<AssetClass, VolatilityFigures>> = {
  crypto: { regimes: [-0.35, 0, 0.45], persistence: 0.9, noise: 0.13, leverage: 0.02 },
  stock: { regimes: [-0.3, 0, 0.55], persistence: 0.93, noise: 0.1, leverage: 0.06 },
};

/** Chances of a step to the calmer and to the wilder neighbour from each regime, and the shares they lead to. */
const CALMER = [0, 0.01, 0.04];
const WILDER = [0.015, 0.01, 0];
const REGIME_SHARES = [8 / 23, 12 / 23, 3 / 23];
const NORMAL_REGIME = 1;

/** The chain of a class from the epoch on: a regime, a volatility that clusters, and a common shock. */
export class ClassFactor {
  private readonly key: number;
  private readonly assetClass: AssetClass;
  private readonly figures: VolatilityFigures;
  private readonly bias: number;
  private readonly days: (FactorDay | null)[] = [];
  private regime = NORMAL_REGIME;
  private swing = 0;

  constructor(seed: number, assetClass: AssetClass) {
    this.key = hashKey(seed, hashText(`class ${assetClass}`));
    this.assetClass = assetClass;
    this.figures = FIGURES[assetClass];
    this.bias = longRunBias(this.figures);
  }

  /** Null when the class does not trade on that day. `index` counts from the epoch, from 0. */
  day(index: number): FactorDay | null {
    for (let next = this.days.length; next <= index; next++) this.days.push(this.step(next));
    return this.days[index] ?? null;
  }

  private step(index: number): FactorDay | null {
    if (!tradingHours(this.assetClass, dayStart(index))) return null;
    const random = mulberry32(hashKey(this.key, index));
    const { regimes, persistence, noise, leverage } = this.figures;
    this.regime = nextRegime(this.regime, random);
    const logVolatility = regimes[this.regime]! + this.swing - this.bias;
    const shock = drawShock(random);
    this.swing = persistence * this.swing + noise * normal(random) - leverage * shock.value;
    return { shock, logVolatility };
  }
}

function nextRegime(regime: number, random: Random): number {
  const draw = random();
  if (draw < CALMER[regime]!) return regime - 1;
  return draw > 1 - WILDER[regime]! ? regime + 1 : regime;
}

/** Half the log of the long-run mean of squared volatility: taking it off makes that mean 1. */
function longRunBias({ regimes, persistence, noise, leverage }: VolatilityFigures): number {
  const regimeMean = regimes.reduce((sum, log, index) => sum + REGIME_SHARES[index]! * Math.exp(2 * log), 0);
  return 0.5 * Math.log(regimeMean) + (noise ** 2 + leverage ** 2) / (1 - persistence ** 2);
}
