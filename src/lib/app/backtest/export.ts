import { join, resolve } from 'node:path';
import { isoTime } from '../../core/clock.ts';
import { csvCell } from '../csv-cell.ts';
import type { BacktestResult, BacktestTrade } from '../schemas/backtest.ts';

type WriteText = (path: string, text: string) => void;

/** What is written to a folder: the trades, the equity curve at every bar, and the whole result. */
export interface ExportData {
  readonly result: BacktestResult;
  /** Open times of the bars in ms, and equity at their closes. */
  readonly time: Float64Array;
  readonly equity: Float64Array;
}

const TRADE_COLUMNS = [
  'pair',
  'is_short',
  'is_open',
  'amount',
  'stake_amount',
  'open_date',
  'open_rate',
  'close_date',
  'close_rate',
  'fee_open',
  'fee_close',
  'profit_abs',
  'profit_ratio',
  'enter_tag',
  'exit_reason',
  'trade_duration',
  'bars_held',
  'min_rate',
  'max_rate',
  'regime',
] as const satisfies readonly (keyof BacktestTrade)[];

/** Writes trades.csv, equity.csv and result.json into `folder`; `write` makes it. @returns their paths. */
export function exportResult(folder: string, data: ExportData, write: WriteText): string[] {
  const root = resolve(folder);
  const files: readonly (readonly [name: string, text: string])[] = [
    ['trades.csv', tradesCsv(data.result.trades)],
    ['equity.csv', equityCsv(data)],
    ['result.json', resultJson(data.result)],
  ];
  return files.map(([name, text]) => {
    const path = join(root, name);
    write(path, text);
    return path;
  });
}

/** The bytes of a result: equal fingerprints give equal ones. */
export const resultJson = (result: BacktestResult): string => `${JSON.stringify(result)}\n`;

function tradesCsv(trades: readonly BacktestTrade[]): string {
  const rows = trades.map(trade => TRADE_COLUMNS.map(column => csvCell(trade[column])).join(','));
  return `${[TRADE_COLUMNS.join(','), ...rows].join('\n')}\n`;
}

function equityCsv({ time, equity }: ExportData): string {
  const lines = ['time,equity'];
  for (let bar = 0; bar < time.length; bar++) {
    lines.push(`${isoTime(time[bar]!)},${equity[bar]!.toFixed(2)}`);
  }
  return `${lines.join('\n')}\n`;
}
