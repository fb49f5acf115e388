import { dataError } from '../../core/errors.ts';
import { type Instrument, parseInstrument } from '../../core/instrument.ts';
import { headerKind } from './header-words.ts';
import type { ReadOptions } from './read-options.ts';
import type { Table } from './table.ts';

const SHOWN = 6;

/**
 * Headers with the columns of other tickers blanked, so that one symbol remains.
 * @throws HiveError (data) when the ticker line names several symbols and none was asked for, or another one.
 */
export function headersOfOneTicker(headers: readonly string[], table: Table, options: ReadOptions): string[] {
  const { tickers } = table;
  if (!tickers) return refuseTwice([...headers]);
  const names = distinct(tickers.slice(1));
  const wanted = options.where?.value ?? names[0];
  if (names.length > 1 && !options.where) throw severalSymbols('Ticker', names, options.instrument);
  if (!options.where) refuseOther(names[0]!, 'Ticker', options.instrument);
  else if (!names.includes(options.where.value)) throw noTicker(options.where.value, names);
  return refuseTwice(
    headers.map((header, index) => (index === 0 || tickers[index]?.trim() === wanted ? header : '')),
  );
}

const noTicker = (value: string, names: readonly string[]) =>
  dataError({
    code: 'NO_ROWS',
    message: `The file has no columns of ${value}, only of ${names.slice(0, SHOWN).join(', ')}.`,
    next: `Choose one of these: --where Ticker=${names[0]}`,
  });

const distinct = (cells: readonly string[]): string[] => [...new Set(cells.map(cell => cell.trim()))];

function refuseTwice(headers: string[]): string[] {
  const twice = headers.find(
    (header, index) => headerKind(header, '') !== null && headers.indexOf(header) !== index,
  );
  if (twice === undefined) return headers;
  throw dataError({
    code: 'COLUMN_TWICE',
    message: `The file has two columns "${twice}".`,
    next: 'Keep the columns of one symbol and import again.',
  });
}

/** Watches the symbol column of a file: one symbol, and the right one. */
export class SymbolWatch {
  readonly #header: string;
  readonly #options: ReadOptions;
  readonly #seen = new Set<string>();

  constructor(header: string, options: ReadOptions) {
    this.#header = header.trim();
    this.#options = options;
  }

  see(symbol: string): void {
    if (symbol !== '' && this.#seen.size <= SHOWN) this.#seen.add(symbol);
  }

  /** @throws HiveError (data) when several symbols were seen, or one that is not the wanted one. */
  check(): void {
    const names = [...this.#seen];
    if (names.length > 1) throw severalSymbols(this.#header, names, this.#options.instrument);
    if (names.length === 1 && !this.#options.where)
      refuseOther(names[0]!, this.#header, this.#options.instrument);
  }
}

function severalSymbols(header: string, names: readonly string[], instrument: Instrument) {
  const wanted = names.find(name => symbolOf(name) === instrument.symbol) ?? names[0];
  const shown = names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ', …' : '');
  return dataError({
    code: 'SEVERAL_SYMBOLS',
    message: `The file holds several symbols in "${header}": ${shown}.`,
    next: `Choose one: --where ${header}=${wanted}`,
  });
}

function refuseOther(name: string, header: string, instrument: Instrument): void {
  const found = symbolOf(name);
  if (found === null || found === instrument.symbol) return;
  throw dataError({
    code: 'SYMBOL_MISMATCH',
    message: `The file's "${header}" says ${name}, but the import is for ${instrument.symbol}.`,
    next: `Import it with --symbol ${name}, or confirm with --where ${header}=${name}.`,
  });
}

function symbolOf(name: string): string | null {
  try {
    return parseInstrument(name).symbol;
  } catch {
    return null;
  }
}
