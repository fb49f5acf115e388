import { mean } from './mean.ts';

/**
 * Mean over the symbols of last close / first open - 1: what a basket in equal parts would have made without costs.
 * Null without symbols. (freqtrade takes the first close.)
 */
export const marketChange = (
  prices: readonly { readonly first: number; readonly last: number }[],
): number | null => mean(prices.map(({ first, last }) => last / first - 1));
