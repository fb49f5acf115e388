import type { Outcomes } from './outcomes.ts';

/** What the winning trades made / what the losing ones lost, in money, as freqtrade does. Null without a loss. */
export const profitFactor = ({ grossProfit, grossLoss }: Outcomes): number | null =>
  grossLoss === 0 ? null : grossProfit / grossLoss;
