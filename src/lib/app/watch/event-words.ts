import { REASONS, type Reason } from '../../core/reason.ts';
import type { EntryData, EntryType, SymbolOutcome } from '../../journal/entry.ts';
import type { Trade } from '../../journal/trade.ts';
import type { EventView } from './journal-view.ts';

/** What a record says to a person, and how much it matters. */
export interface EventWords {
  readonly level: EventView['level'];
  readonly symbol: string | null;
  readonly text: string;
}

/** What is known around a record. */
export interface EventContext {
  /** Symbol of the order that the record is about; null where it is about none that is known. */
  readonly symbol: string | null;
  /** The trade that a FILL is. */
  readonly trade: Trade | null;
  /** Reasons of the tick before, by symbol. */
  readonly lastReasons: Readonly<Record<string, Reason>>;
}

/** One sentence a record; null for what is no event: decisions are signals, and a tick that changed nothing is routine. */
export const eventWords = <T extends EntryType>(
  type: T,
  data: EntryData[T],
  context: EventContext,
): EventWords | null => WORDS[type](data, context);

type Words = {
  readonly [T in EntryType]: (data: EntryData[T], context: EventContext) => EventWords | null;
};

const info = (text: string, symbol: string | null = null): EventWords => ({ level: 'info', symbol, text });
const good = (text: string, symbol: string | null = null): EventWords => ({ level: 'good', symbol, text });
const warning = (text: string, symbol: string | null = null): EventWords => ({
  level: 'warning',
  symbol,
  text,
});
const problem = (text: string, symbol: string | null = null): EventWords => ({
  level: 'problem',
  symbol,
  text,
});

const WORDS: Words = {
  GENESIS: ({ account, mode, startingCash }) =>
    info(`The journal begins: ${mode} account ${account} with ${dollars(startingCash)}.`),
  CONFIG: () => info('The settings that decide were changed.'),
  DECISION: () => null,
  INTENT: ({ side, symbol, notional, qty, reason }) =>
    info(
      `Order to ${side} ${notional === undefined ? `${qty} ${symbol}` : `${symbol} for ${dollars(notional)}`}: ${because(reason)}.`,
      symbol,
    ),
  ACCEPTED: ({ status }, { symbol }) => info(`The broker took the order${of(symbol)} (${status}).`, symbol),
  REFUSED: ({ code, message }, { symbol }) =>
    problem(`The broker refused the order${of(symbol)}: ${code}, ${message}.`, symbol),
  UNKNOWN: ({ detail }, { symbol }) =>
    problem(
      `No answer to rely on about the order${of(symbol)}, which is frozen until it is resolved: ${detail}.`,
      symbol,
    ),
  FILL: (data, { trade }) => (trade ? traded(trade) : filled(data)),
  CLOSED: ({ status, filledQty }, { symbol }) =>
    status === 'filled'
      ? info(`The order${of(symbol)} is filled.`, symbol)
      : warning(`The order${of(symbol)} ended ${status} with ${filledQty} filled.`, symbol),
  MISSED: (_, { symbol }) => warning(`A look at the broker did not find the order${of(symbol)}.`, symbol),
  ABSENT: ({ reason }, { symbol }) =>
    warning(
      `The broker has no trace of the order${of(symbol)}: ${reason === undefined ? 'it was never made' : `given up by hand, ${reason}`}.`,
      symbol,
    ),
  REAPPEARED: ({ status }, { symbol }) =>
    problem(`The order${of(symbol)} is at the broker after all (${status}).`, symbol),
  EXTERNAL: ({ side, symbol }) =>
    problem(`The account has an order to ${side} ${symbol} that HIVE did not make.`, symbol),
  FEE: ({ symbol, qty, cash }) =>
    info(`The broker posted a fee of ${symbol === null ? dollars(cash) : `${qty} ${symbol}`}.`, symbol),
  ADJUSTED: ({ cash, coins }) => info(`Rounding of fees was put right: ${amounts(cash, coins)}.`),
  BALANCE: ({ cash, coins, reason }) =>
    warning(`A person took the account as it is, ${amounts(cash, coins)}: ${reason}.`),
  FLATTEN: ({ symbols, reason }) => warning(`Everything is being sold (${symbols.join(', ')}): ${reason}.`),
  ARMED: ({ until, withoutEvidence }) =>
    warning(`Real money may be traded until ${until}${withoutEvidence ? ', WITHOUT evidence' : ''}.`),
  DISARMED: ({ reason }) => info(`Real money may no longer be traded: ${reason}.`),
  SHADOW: ({ side, symbol, qty, price }) =>
    info(
      `The control arm ${side === 'buy' ? 'bought' : 'sold'} ${qty} ${symbol} at ${dollars(price)}.`,
      symbol,
    ),
  STANCE: () => null,
  SETTLED: () => null,
  VERDICT: ({ assetClass, from, to, why }) =>
    (to === 'live' || to === 'canary' ? good : warning)(
      `The gate of ${assetClass}, ${from} to ${to}: ${why}`,
    ),
  WARMED: () => null,
  OVERRIDE: ({ assetClass, action, model, reason }) =>
    warning(
      action === 'promote'
        ? `A person chose model ${model} for ${assetClass}: ${reason}.`
        : `A person gave up the choice of model ${model} for ${assetClass}: ${reason}.`,
    ),
  RESET: ({ assetClass, what, reason }) =>
    warning(`A person had what was learned of ${assetClass} forgotten (${what}): ${reason}.`),
  TICK: ({ outcomes }, { lastReasons }) => changes(outcomes, lastReasons),
  HALT: ({ reason }) => problem(`Trading was halted: ${reason}.`),
  RESUME: ({ reason }) => good(`Trading goes on: ${reason}.`),
  REPAIR: ({ movedTo, bytes }) =>
    warning(`A record that was not written to its end (${bytes} bytes) was moved to ${movedTo}.`),
};

/** What keeps a symbol from being traded that a person may want to know of. */
const TROUBLES: ReadonlySet<Reason> = new Set([
  ...(['HALTED', 'NOT_ARMED', 'POSITION_DRIFT', 'SYMBOL_FROZEN', 'NO_MODEL', 'MODEL_INVALID'] as const),
  ...(['MODEL_STALE', 'NO_BARS', 'STALE_BARS', 'NO_FEATURES', 'NO_QUOTE', 'STALE_QUOTE'] as const),
  ...(['BAD_QUOTE', 'WIDE_SPREAD', 'BELOW_MIN_BUYING_POWER', 'BELOW_BROKER_MIN', 'DAILY_NOTIONAL'] as const),
  ...(['GATE_CLOSED', 'DAILY_ORDERS', 'DAILY_LOSS', 'BROKER_UNKNOWN', 'CLOCK_JUMPED', 'DEADLINE'] as const),
]);

function changes(outcomes: readonly SymbolOutcome[], before: EventContext['lastReasons']): EventWords | null {
  const fresh = outcomes.filter(({ symbol, reason }) => TROUBLES.has(reason) && before[symbol] !== reason);
  const [first] = fresh;
  if (!first) return null;
  const text = fresh.map(({ symbol, reason }) => `${symbol}: ${REASONS[reason]}.`).join(' ');
  return warning(text, fresh.length === 1 ? first.symbol : null);
}

function traded(trade: Trade): EventWords {
  const { side, qty, symbol, price, fee, realised, reason } = trade;
  const words = `${side === 'buy' ? 'Bought' : 'Sold'} ${qty} ${symbol} at ${dollars(price)}, fee ${dollars(fee)}`;
  if (realised === null) return info(`${words}.`, symbol);
  const isLoss = realised.startsWith('-');
  const result = `${isLoss ? 'loss' : 'profit'} ${dollars(realised.replace('-', ''))}`;
  return (isLoss ? warning : good)(`${words}, ${result}: ${because(reason)}.`, symbol);
}

const filled = ({ side, qty, symbol, price, fee }: EntryData['FILL']): EventWords =>
  info(
    `${side === 'buy' ? 'Bought' : 'Sold'} ${qty} ${symbol} at ${dollars(price)}, fee ${dollars(fee)}.`,
    symbol,
  );

/** Meaning of a reason, without the word that says what was done. */
const because = (reason: Reason): string => REASONS[reason].replace(/^(?:bought|sold|closed): /, '');

const of = (symbol: string | null): string => (symbol === null ? '' : ` in ${symbol}`);

const amounts = (cash: string, coins: Readonly<Record<string, string>>): string =>
  [dollars(cash), ...Object.entries(coins).map(([symbol, qty]) => `${qty} ${symbol}`)].join(', ');

const GROUPS = /\B(?=(?:\d{3})+$)/g;

/** "$1,234.50" of an exact decimal. */
function dollars(amount: string): string {
  const [whole = '', fraction] = amount.replace('-', '').split('.');
  const sign = amount.startsWith('-') ? '-' : '';
  return `${sign}$${whole.replaceAll(GROUPS, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}
