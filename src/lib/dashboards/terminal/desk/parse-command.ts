import { type Command, type Grammar, PANEL_COUNTS, type Trouble, WORDS } from './command.ts';
import { didYouMean } from './near.ts';
import { type CodeRule, screen } from './screen.ts';
import { tickerOf } from './ticker.ts';

type Read = Command | Trouble;

const trouble = (says: string): Trouble => ({ kind: 'trouble', says });

/**
 * Reads a line of the command line: `BTC/USD GP 1h`, `POS`, `BT 42`, `LAYOUT 4`. Capitals do not matter, a `GO` at the
 * end may stand there. A ticker by itself shows it in the panel's function, or its profile.
 */
export function parseCommand(line: string, grammar: Grammar): Read {
  const tokens = line.trim().toUpperCase().split(/\s+/).filter(Boolean);
  if (tokens.length > 1 && tokens.at(-1) === 'GO') tokens.pop();
  const [first, ...rest] = tokens;
  if (first === undefined) return trouble('Type a function, for example POS, or HELP for all of them.');
  return ofWord(first, rest) ?? ofFunction(tokens, grammar);
}

/** Null when the line begins with none of the words that are no functions. */
function ofWord(first: string, rest: readonly string[]): Read | null {
  const [word, values] = /^[124]$/.test(first) && rest.length === 0 ? ['LAYOUT', [first]] : [first, rest];
  const allowed = WORDS[word];
  if (!allowed) return null;
  const value = values[0] ?? '';
  if (values.length > 1 || (allowed.length > 0 ? !allowed.includes(value) : value !== ''))
    return trouble(
      allowed.length > 0
        ? `After ${word} comes ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}, not "${values.join(' ')}".`
        : `Nothing comes after ${word}.`,
    );
  if (word === 'KEYS') return { kind: 'keys', on: value === 'ON' };
  if (word === 'RESET') return { kind: 'reset' };
  return { kind: 'layout', panels: PANEL_COUNTS.find(count => String(count) === value)! };
}

function ofFunction(tokens: readonly string[], grammar: Grammar): Read {
  const [first, second, ...rest] = tokens as [string, string | undefined, ...string[]];
  const rule = (code: string | undefined) => grammar.codes.find(known => known.code === code);
  const after = rule(second);
  const isOfFirst = !grammar.known.includes(first) && isArgument(rule(first), second);
  if (after && after.ticker !== 'none' && !isOfFirst) return ofTicker(first, rest, { rule: after, grammar });
  const before = rule(first);
  if (before) return ofCode(before, tokens.slice(1), grammar);
  return second === undefined ? ofTickerAlone(first, grammar) : ofUnknown(first, second, grammar);
}

/** `HELP GP` is help about GP, and no chart of HELP. */
const isArgument = (rule: CodeRule | undefined, text: string | undefined): boolean =>
  text !== undefined && (rule?.argument?.choices.includes(text) ?? false);

interface Asked {
  readonly rule: CodeRule;
  readonly grammar: Grammar;
}

function ofTicker(text: string, rest: readonly string[], { rule, grammar }: Asked): Read {
  const ticker = tickerOf(text, grammar.known);
  if (ticker === null || !isKnown(ticker, grammar)) return unknownTicker(text, grammar);
  return withArgument(rule, ticker, rest);
}

/** `GP`, `GP 1h`, and the other way round for those who think that way: `GP AAPL`. */
function ofCode(rule: CodeRule, rest: readonly string[], grammar: Grammar): Read {
  const { here, known } = grammar;
  const [next, ...more] = rest;
  if (next !== undefined && rule.ticker !== 'none' && argumentOf(rule, next) === null) {
    const ticker = tickerOf(next, known);
    if (ticker !== null && known.includes(ticker)) return withArgument(rule, ticker, more);
  }
  const usual = rule.ticker === 'one' ? (here.ticker ?? known[0] ?? 'BTC/USD') : null;
  return withArgument(rule, usual, rest);
}

function withArgument(rule: CodeRule, ticker: string | null, rest: readonly string[]): Read {
  const [text, ...more] = rest;
  if (text === undefined) return { kind: 'show', screen: screen(rule.code, ticker) };
  const value = argumentOf(rule, text);
  if (value !== null && more.length === 0)
    return {
      kind: 'show',
      screen: screen(rule.code, ticker, value === rule.argument!.usual ? null : value),
    };
  return trouble(
    rule.argument
      ? `After ${rule.code} comes ${rule.argument.says}, not "${rest.join(' ')}".`
      : `Nothing comes after ${rule.code}; "${rest.join(' ')}" was not understood.`,
  );
}

/** The argument in its own spelling; null when it is none of this function. */
export function argumentOf({ argument }: CodeRule, text: string): string | null {
  if (!argument) return null;
  const choice = argument.choices.find(known => known.toUpperCase() === text.toUpperCase());
  if (choice !== undefined) return choice;
  const lower = text.toLowerCase();
  return argument.choices.length === 0 && argument.pattern.test(lower) ? lower : null;
}

function ofTickerAlone(text: string, grammar: Grammar): Read {
  const { codes, here, known } = grammar;
  const ticker = tickerOf(text, known);
  if (ticker !== null && isKnown(ticker, grammar)) {
    const rule = codes.find(({ code }) => code === here.code);
    return { kind: 'show', screen: screen(rule?.ticker === 'one' ? here.code : 'DES', ticker) };
  }
  const names = [...codes.map(({ code }) => code), ...Object.keys(WORDS), ...known];
  return trouble(`"${text}" is neither a function nor a symbol of this hive.${didYouMean(text, names)}`);
}

function ofUnknown(first: string, second: string, { codes, known }: Grammar): Read {
  const names = codes.map(({ code }) => code);
  if (names.includes(second))
    return trouble(`${second} is of the account as a whole: type ${second} without "${first}".`);
  if (tickerOf(first, known) !== null) {
    const ofSymbols = codes.filter(({ ticker }) => ticker !== 'none').map(({ code }) => code);
    return trouble(`"${second}" is not a function of a symbol.${didYouMean(second, ofSymbols)}`);
  }
  return trouble(`"${first}" is not a function.${didYouMean(first, names)}`);
}

/** While nothing is known of the market, every symbol may be. */
const isKnown = (ticker: string, { known }: Grammar): boolean => known.length === 0 || known.includes(ticker);

const unknownTicker = (text: string, { known }: Grammar): Trouble =>
  trouble(
    `"${text}" is not a symbol of this hive.${didYouMean(text, known) || didYouMean(`${text}/USD`, known)}`,
  );
