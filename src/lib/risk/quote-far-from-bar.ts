import type { Refusal } from './rule.ts';

/** A market does not move further between two bars without somebody looking at it first. */
const FAR = 0.2;

/** Why a quote is not believed beside the close of the newest bar; null when it may be, or there is no bar. */
export function quoteFarFromBar(
  { bid, ask }: { readonly bid: number; readonly ask: number },
  lastClose: number | null,
): Refusal | null {
  if (lastClose === null) return null;
  const middle = (bid + ask) / 2;
  if (Math.abs(middle / lastClose - 1) <= FAR) return null;
  return {
    rule: 'quote-near-bar',
    reason: 'BAD_QUOTE',
    limit: `within ${FAR * 100} % of the last close ${lastClose}`,
    value: `middle ${middle}`,
  };
}
