/** Trades at the global mean that each cell starts with. */
const PRIOR_TRADES = 20;
/** Lower ends of the confidence buckets. */
const BUCKETS = [0, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8] as const;

/** One closed trade, as the table needs it. */
export interface TradeResult {
  /** Regime at entry. */
  readonly regime: string;
  /** Confidence at entry, in [0, 1]. */
  readonly confidence: number;
  /** Net return, fees and slippage taken off, as a fraction. */
  readonly netReturn: number;
}

export interface TradeCell {
  readonly regime: string;
  /** Lower end of the confidence bucket. */
  readonly from: number;
  readonly trades: number;
  readonly wins: number;
  /** Sum of net returns. */
  readonly sum: number;
}

/** Cells in order of regime and confidence. Plain JSON. */
export type TradeTable = readonly TradeCell[];

export interface TradeRow {
  readonly regime: string;
  /** "55-60 %", or "80 % and more". */
  readonly confidence: string;
  readonly trades: number;
  /** Share of trades that made money. */
  readonly winRate: number;
  readonly meanReturn: number;
  /** Mean return, drawn to the mean of all trades as by 20 more at it: what the cell is believed to be worth. */
  readonly shrunkReturn: number;
}

const bucketOf = (confidence: number): number => BUCKETS.findLast(from => from <= confidence)!;

/**
 * The table with one more trade.
 * @throws RangeError on a confidence outside [0, 1] or a return that is not finite or below -1
 */
export function addTrade(table: TradeTable, { regime, confidence, netReturn }: TradeResult): TradeTable {
  if (!(confidence >= 0 && confidence <= 1)) throw new RangeError(`a confidence of ${confidence}`);
  if (!(netReturn >= -1 && netReturn < Infinity)) throw new RangeError(`a net return of ${netReturn}`);
  const from = bucketOf(confidence);
  const old = table.find(cell => cell.regime === regime && cell.from === from);
  const { trades, wins, sum } = old ?? { trades: 0, wins: 0, sum: 0 };
  const cell = {
    regime,
    from,
    trades: trades + 1,
    wins: wins + (netReturn > 0 ? 1 : 0),
    sum: sum + netReturn,
  };
  return [...table.filter(other => other !== old), cell].sort(byPlace);
}

function byPlace(a: TradeCell, b: TradeCell): number {
  if (a.regime !== b.regime) return a.regime < b.regime ? -1 : 1;
  return a.from - b.from;
}

/** Mean net return of all trades; 0 without any. */
function globalMean(table: TradeTable): number {
  const trades = table.reduce((total, cell) => total + cell.trades, 0);
  return trades === 0 ? 0 : table.reduce((total, cell) => total + cell.sum, 0) / trades;
}

/** Shrunk mean net return of trades like this one; the mean of all where its cell has none, 0 without trades. */
export function shrunkReturn(table: TradeTable, place: Pick<TradeResult, 'regime' | 'confidence'>): number {
  const from = bucketOf(place.confidence);
  const cell = table.find(other => other.regime === place.regime && other.from === from);
  return shrunk(cell ?? { trades: 0, sum: 0 }, globalMean(table));
}

const shrunk = ({ trades, sum }: Pick<TradeCell, 'trades' | 'sum'>, mean: number): number =>
  (sum + PRIOR_TRADES * mean) / (trades + PRIOR_TRADES);

/** The answer to "what did it learn?", a row a cell. */
export function tradeRows(table: TradeTable): TradeRow[] {
  const mean = globalMean(table);
  return table.map(cell => ({
    regime: cell.regime,
    confidence: bucketName(cell.from),
    trades: cell.trades,
    winRate: cell.wins / cell.trades,
    meanReturn: cell.sum / cell.trades,
    shrunkReturn: shrunk(cell, mean),
  }));
}

function bucketName(from: number): string {
  const to = BUCKETS.find(next => next > from);
  const percent = (share: number): number => Math.round(100 * share);
  return to === undefined ? `${percent(from)} % and more` : `${percent(from)}-${percent(to)} %`;
}
