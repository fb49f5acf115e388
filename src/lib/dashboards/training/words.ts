import { decimal, percent } from '../../../output/numbers.ts';
import type { AssetClass, Evaluation } from './answers.ts';

const TITLES: Readonly<Record<AssetClass, string>> = { crypto: 'Crypto', stock: 'Stocks' };

export const classTitle = (assetClass: AssetClass): string => TITLES[assetClass];

/** `67.5 % [46.4 % to 83.3 %]`: an accuracy is never shown without how sure it is. */
export const accuracyText = ({ accuracy, accuracyInterval95: [low, high] }: Evaluation): string =>
  `${percent(accuracy)} [${percent(low)} to ${percent(high)}]`;

/** Nats a prediction. */
export const lossText = (loss: number | null): string => decimal(loss, 3);

export const countText = (count: number): string => decimal(count, 0);

/** `240 predictions, worth 120 independent ones`. */
export const observationsText = ({ n, nEffective }: Evaluation): string =>
  `${countText(n)} predictions, worth ${countText(Math.floor(nEffective))} independent ones`;

export interface Baseline {
  readonly name: string;
  readonly value: number;
}

/** The most that needs no skill: the majority, unless another does better. */
export function bestBaseline({ baselines }: Pick<Evaluation, 'baselines'>): Baseline {
  const { majority, persistence, alwaysLong } = baselines;
  const all = [
    { name: 'majority', value: majority },
    { name: 'persistence', value: persistence },
    { name: 'always long', value: alwaysLong },
  ];
  return all.reduce((best, other) => (other.value > best.value ? other : best));
}

/** `1 cycle`, `3 cycles`. */
export const plural = (count: number, word: string): string =>
  `${countText(count)} ${word}${count === 1 ? '' : 's'}`;
