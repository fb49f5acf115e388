import { configKeys } from '../../config/config-keys.ts';
import type { Config } from '../../config/schema.ts';
import { isLoopbackUrl, LIVE_HOST } from '../../config/vendor-urls.ts';
import { usageError } from '../../core/errors.ts';
import { parseInstrument } from '../../core/instrument.ts';
import type { SourceName } from '../settings.ts';

/** What a new hive is asked to be. */
export interface InitChoices {
  readonly mode: Config['mode'];
  readonly broker: Config['broker']['kind'];
  /** Of the bars of coins; see `stockSource`. */
  readonly source: SourceName;
  /** As written; null leaves them at the default. */
  readonly symbols: readonly string[] | null;
  readonly strategy: Config['trading']['strategy'];
  /** The one account that may be traded; null where it is not pinned, or not known yet. */
  readonly account: string | null;
  readonly seed: number | null;
  /** A sandbox on this machine in place of Alpaca. */
  readonly sandbox: string | null;
}

/** What flags say; undefined is what they leave open. */
export type InitFlags = { readonly [K in keyof InitChoices]?: NonNullable<InitChoices[K]> | undefined };

/** What a setting is when nobody says anything, and what else it may be. */
export function choicesOf(path: 'mode' | 'broker.kind' | 'market.crypto.source' | 'trading.strategy') {
  const { node } = configKeys().find(key => key.path === path)!;
  return { names: node.enum ?? [], standard: String(node.default) };
}

/** An account of its own where the mode has one. */
export const usualBroker = (mode: Config['mode']): InitChoices['broker'] =>
  mode === 'simulated' ? 'simulated' : 'alpaca';

/** Real prices where money or mode is real: Alpaca gives those of coins to everybody. */
export const usualSource = (mode: Config['mode']): SourceName =>
  mode === 'simulated' ? 'simulated' : 'alpaca';

/** The choices that flags make, the rest as usual. */
export function completed(flags: InitFlags): InitChoices {
  const mode = flags.mode ?? 'simulated';
  return {
    mode,
    broker: flags.broker ?? usualBroker(mode),
    source: flags.source ?? usualSource(mode),
    symbols: flags.symbols ?? null,
    strategy: flags.strategy ?? 'forest',
    account: flags.account ?? null,
    seed: flags.seed ?? null,
    sandbox: flags.sandbox ?? null,
  };
}

/**
 * The settings that say what was chosen, by dotted path.
 * @throws HiveError (usage): BAD_SYMBOL and the like, NO_COIN_TO_TRADE, NOT_A_SANDBOX.
 */
export function valuesOf(choices: InitChoices): Readonly<Record<string, unknown>> {
  const { mode, broker, source, strategy, account, seed } = choices;
  return {
    mode,
    ...(seed === null ? {} : { seed }),
    ...marketValues(choices),
    'trading.strategy': strategy,
    'market.crypto.source': source,
    'broker.kind': broker,
    ...urlValues(choices),
    ...(account === null ? {} : { 'alpaca.accountNumber': account }),
  };
}

function marketValues({ source, broker, symbols }: InitChoices): Record<string, unknown> {
  const { coins, stocks } = symbols === null ? { coins: null, stocks: null } : split(symbols);
  const hasStocks = stocks === null || stocks.length > 0;
  return {
    ...(coins === null ? {} : { 'market.crypto.symbols': coins, 'trading.symbols': traded(coins) }),
    ...(stocks === null ? {} : { 'market.stocks.symbols': stocks }),
    ...(hasStocks && source !== 'simulated' ? { 'market.stocks.source': stockSource(source, broker) } : {}),
  };
}

/** Alpaca gives bars of stocks to those with keys. */
const stockSource = (source: SourceName, broker: InitChoices['broker']): SourceName =>
  source === 'alpaca' && broker === 'simulated' ? 'yahoo' : source;

function split(symbols: readonly string[]) {
  const all = symbols.map(parseInstrument);
  const names = (assetClass: string) => [
    ...new Set(all.filter(each => each.assetClass === assetClass).map(each => each.symbol)),
  ];
  return { coins: names('crypto'), stocks: names('stock') };
}

const TRADABLE = ['BTC/USD', 'ETH/USD'];

function traded(coins: readonly string[]): readonly string[] {
  const found = TRADABLE.filter(symbol => coins.includes(symbol));
  if (found.length > 0) return found;
  throw usageError({
    code: 'NO_COIN_TO_TRADE',
    message: `HIVE trades ${TRADABLE.join(' and ')}; the symbols hold neither.`,
    next: 'Add one of them: --symbols BTC/USD,AAPL.',
  });
}

function urlValues({ mode, sandbox }: InitChoices): Record<string, string> {
  if (sandbox === null) return mode === 'live' ? { 'alpaca.tradingUrl': `https://${LIVE_HOST}` } : {};
  if (isLoopbackUrl(sandbox)) return { 'alpaca.tradingUrl': sandbox, 'alpaca.dataUrl': sandbox };
  throw usageError({
    code: 'NOT_A_SANDBOX',
    message: `"${sandbox}" is no address of this machine.`,
    next: 'Write the URL that hive sandbox prints, such as http://127.0.0.1:7373.',
  });
}
