import type { EngineInput, EngineRun, SymbolInput } from '../../../backtest/engine-run.ts';
import type { ExecutionModel } from '../../../backtest/execution.ts';
import type { AssetClass } from '../../../core/instrument.ts';
import { dayEnds } from '../../../performance/day-ends.ts';
import { drawdowns } from '../../../performance/drawdowns.ts';
import { periodsPerYear } from '../../../performance/periods-per-year.ts';
import { returnsAt } from '../../../performance/returns.ts';
import { sharpe } from '../../../performance/sharpe.ts';
import type { BacktestEvidence } from '../../schemas/backtest.ts';
import { tradable } from '../measure/market-index.ts';
import { centsOf, dollarsOf } from '../measure/units.ts';

const PPM = 1e6;

/** What a market order pays on a dollar bought, and loses on one sold, before the fee. */
function slippedShares({ spread, slippage }: ExecutionModel): { entry: number; exit: number } {
  const slip = slippage.ppm / PPM;
  const half = spread.on === 'both' ? spread.ppm / PPM / 2 : 0;
  const first = spread.on === 'both' ? half : spread.ppm / PPM;
  return { entry: (1 + first) * (1 + slip), exit: (1 - half) * (1 - slip) };
}

/** Coins or shares held for one part of the cash, and the cash that is left of it. */
function buy(one: SymbolInput, part: number, model: ExecutionModel): { held: number; left: number } {
  const { open, close } = one.series;
  const middle = (model.fill === 'next-open' ? open : close)[one.firstBar]!;
  const price = middle * slippedShares(model).entry;
  const fee = model.fees.takerPpm / PPM;
  const inCoins = model.fees.takenIn === 'asset';
  const unit = model.unitNanos / 1e9;
  const quantity = Math.floor(part / (inCoins ? price : price * (1 + fee)) / unit) * unit;
  const cost = quantity * price * (inCoins ? 1 : 1 + fee);
  return { held: inCoins ? quantity * (1 - fee) : quantity, left: Math.max(0, part - cost) };
}

/** What the position brings at the end of the run, as the run's own positions would. */
function proceeds({ series }: SymbolInput, held: number, model: ExecutionModel): number {
  const last = series.length - 1;
  if (model.closeAtEnd === 'keep') return held * series.close[last]!;
  const middle = (model.closeAtEnd === 'last-open' ? series.open : series.close)[last]!;
  return held * middle * slippedShares(model).exit * (1 - model.fees.takerPpm / PPM);
}

/** Adds the worth of one part to the equity of every bar. */
function addPart(
  equity: Float64Array,
  time: Float64Array,
  one: SymbolInput,
  part: number,
  model: ExecutionModel,
) {
  const { series, firstBar } = one;
  const { held, left } = buy(one, part, model);
  let at = firstBar - 1;
  for (let i = 0; i < time.length; i++) {
    while (at + 1 < series.length && series.time[at + 1]! <= time[i]!) at++;
    if (at < firstBar) equity[i]! += part;
    else if (at < series.length - 1) equity[i]! += left + held * series.close[at]!;
    else equity[i]! += left + proceeds(one, held, model);
  }
}

/** Equity at every bar of the run when the cash goes into all symbols in equal parts at their first fill, and stays. */
export function holdEquity(run: EngineRun, input: EngineInput): Float64Array {
  const equity = new Float64Array(run.time.length);
  const symbols = tradable(input);
  const part = input.startingCents / 100 / symbols.length;
  for (const one of symbols) addPart(equity, run.time, one, part, input.execution);
  return equity;
}

/**
 * Buy and hold of the same symbols: the same cash in equal parts, the same fees, spread, slippage, least unit and end. A
 * symbol is bought where a first signal would fill; until then its part is cash.
 */
export function buyAndHold(
  run: EngineRun,
  input: EngineInput,
  classes: readonly AssetClass[],
): BacktestEvidence['buy_and_hold'] {
  const equity = holdEquity(run, input);
  const start = input.startingCents / 100;
  const finalCents = centsOf(equity.at(-1) ?? start);
  const returns = returnsAt(equity, dayEnds(run.time), start);
  return {
    profit_total: (finalCents - input.startingCents) / input.startingCents,
    final_balance: dollarsOf(finalCents),
    sharpe: sharpe(returns, periodsPerYear(classes)),
    max_drawdown_account: drawdowns(equity, run.time, start).maxShare,
  };
}
