import { Flags } from '@oclif/core';
import { timeFlag } from './flags.ts';
import { intervalNames } from './lib/core/interval.ts';
import { readingFlags } from './reading-flags.ts';

/** Which bars to test on: stored, simulated, or from files. */
export const barFlags = {
  bars: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpGroup: 'BARS',
    helpValue: 'FILE',
    summary: 'CSV or JSON file of bars, as hive data import reads it; one for each --symbol.',
  }),
  symbol: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    char: 's',
    helpGroup: 'BARS',
    helpValue: 'SYM',
    summary: 'What to trade, once for each: BTC-USD, AAPL. Default: the traded coins.',
  }),
  source: Flags.string({
    helpGroup: 'BARS',
    helpValue: 'NAME',
    summary: 'Where stored bars came from: csv, simulated. Default: imported bars if there are some.',
  }),
  interval: Flags.string({
    helpGroup: 'BARS',
    helpValue: 'I',
    summary: `Size of the bars: ${intervalNames.join(', ')}. Coarser bars are made of finer ones.`,
  }),
  detail: Flags.string({
    helpGroup: 'BARS',
    helpValue: 'I',
    summary: 'Finer bars to look for stops and targets in: 1m.',
  }),
  from: timeFlag({ helpGroup: 'BARS', summary: 'First bar that may trade; earlier bars only warm up.' }),
  to: timeFlag({ helpGroup: 'BARS', summary: 'Bars that open before this moment.' }),
  'accept-splits': Flags.boolean({
    helpGroup: 'BARS',
    summary: 'Go on with prices that jump as in a share split.',
  }),
  ...readingFlags,
};

/** How orders meet the market. Shares are written 0.0025, 0.25% or 25bps. */
export const executionFlags = {
  cash: Flags.string({ helpGroup: 'EXECUTION', helpValue: 'USD', summary: 'Cash to start with.' }),
  'fee-rate': Flags.string({
    helpGroup: 'EXECUTION',
    helpValue: 'SHARE',
    summary: "Fee a side; 0.0025 for crypto (Alpaca's taker), 0 for stocks.",
  }),
  'maker-fee-rate': Flags.string({
    helpGroup: 'EXECUTION',
    helpValue: 'SHARE',
    summary: 'Fee of targets, which then rest as limit orders; without it they are market orders.',
  }),
  'fee-in': Flags.string({
    helpGroup: 'EXECUTION',
    options: ['cash', 'asset'],
    summary: 'What pays the fee of a buy: cash, or the coin bought (crypto).',
  }),
  spread: Flags.string({
    helpGroup: 'EXECUTION',
    helpValue: 'SHARE',
    summary: 'Full spread between bid and ask; 0.0008 for crypto, 0.0004 for stocks.',
  }),
  'spread-on': Flags.string({
    helpGroup: 'EXECUTION',
    options: ['both', 'entry'],
    summary: 'Half of the spread on each side (default), or all of it on the entry.',
  }),
  'slippage-bps': Flags.string({
    aliases: ['slippage'],
    helpGroup: 'EXECUTION',
    helpValue: 'BPS',
    summary: 'How much worse than the quote market orders fill; 2 unless told.',
  }),
  fill: Flags.string({
    helpGroup: 'EXECUTION',
    options: ['next-open', 'signal-close'],
    default: 'next-open',
    summary: 'Where a signal fills: at the next open, or at the close it was made on.',
  }),
  side: Flags.string({
    helpGroup: 'EXECUTION',
    options: ['long-only', 'long-short'],
    default: 'long-only',
    summary: 'Whether a SELL may open a short position.',
  }),
  sizing: Flags.string({
    helpGroup: 'EXECUTION',
    helpValue: 'SIZE',
    summary:
      "all-in, fraction:F, notional:USD, qty:N, or hive: HIVE's own limits (default of forest and control).",
  }),
  unit: Flags.string({
    helpGroup: 'EXECUTION',
    helpValue: 'U',
    summary: 'Least step of a quantity: 1 for whole shares, 1e-6, 1e-9 (default).',
  }),
  'volume-cap': Flags.string({
    helpGroup: 'EXECUTION',
    helpValue: 'SHARE',
    summary: "Most of a bar's volume that one order may take.",
  }),
  'close-at-end': Flags.string({
    helpGroup: 'EXECUTION',
    options: ['last-open', 'last-close', 'keep'],
    default: 'last-close',
    summary: 'What becomes of a position that is open after the last bar.',
  }),
  'stop-loss': Flags.string({
    helpGroup: 'EXECUTION',
    helpValue: 'SHARE',
    summary: 'Leave when the price is this far below the entry.',
  }),
  'take-profit': Flags.string({
    helpGroup: 'EXECUTION',
    helpValue: 'SHARE',
    summary: 'Leave when the price is this far above the entry.',
  }),
  'trailing-stop': Flags.string({
    helpGroup: 'EXECUTION',
    helpValue: 'SHARE',
    summary: 'Leave when the price is this far below the best close since the entry.',
  }),
  'max-bars': Flags.integer({
    helpGroup: 'EXECUTION',
    helpValue: 'N',
    min: 1,
    max: 10_000_000,
    summary: 'Leave after N bars.',
  }),
  'entry-trigger': Flags.string({
    helpGroup: 'EXECUTION',
    helpValue: 'SHARE',
    summary: "Buy only when the next bar trades this far above the signal's close.",
  }),
  stops: Flags.string({
    helpGroup: 'EXECUTION',
    options: ['inside', 'at-open'],
    default: 'inside',
    summary: 'Look for stops inside bars, the stop before the target, or at opens only.',
  }),
};

/** What to test. */
export const strategyFlags = {
  strategy: Flags.string({
    helpValue: 'NAME|FILE',
    summary: 'A strategy by name, or your own module: ./mine.ts. See docs/strategies.md.',
  }),
  param: Flags.string({
    char: 'p',
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'NAME=VALUE',
    summary: 'A setting of the strategy.',
  }),
};

/** What of a result is shown to a person. */
export const viewFlags = {
  breakdown: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    options: ['day', 'week', 'month'],
    summary: 'Also profit by day, week or month.',
  }),
  trades: Flags.integer({
    default: 10,
    min: 0,
    helpValue: 'N',
    summary: 'How many of the newest trades to list.',
  }),
};
