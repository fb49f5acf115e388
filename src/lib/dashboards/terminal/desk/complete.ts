import { type Grammar, WORDS } from './command.ts';
import type { CodeRule } from './screen.ts';
import { tickerOf } from './ticker.ts';

/** Most completions that are offered. */
const MOST = 12;

/**
 * Whole lines that the typed text may become, the likeliest first: its last word completed to a ticker, a code, or
 * what may follow that code. Empty when nothing fits.
 */
export function completions(text: string, grammar: Grammar): readonly string[] {
  const words = text.toUpperCase().trimStart().split(/\s+/);
  const typed = words.pop()!;
  const head = words.map(word => `${word} `).join('');
  return candidates(words, grammar)
    .filter(candidate => plain(candidate).startsWith(plain(typed)) && candidate !== typed)
    .map(candidate => head + candidate)
    .slice(0, MOST);
}

/** `BTC-US` begins BTC/USD too. */
const plain = (text: string): string => text.toUpperCase().replace(/[-/]/g, '');

function candidates(before: readonly string[], { codes, known }: Grammar): readonly string[] {
  const [first, second] = before;
  const ofSymbols = codes.filter(({ ticker }) => ticker !== 'none').map(({ code }) => code);
  if (first === undefined) return [...codes.map(({ code }) => code), ...known, ...Object.keys(WORDS)];
  if (WORDS[first]) return before.length === 1 ? WORDS[first] : [];
  const rule = codes.find(({ code }) => code === (second ?? first));
  if (rule && before.length <= 2) return afterCode(rule, second === undefined ? known : []);
  return second === undefined && tickerOf(first, known) !== null ? ofSymbols : [];
}

const afterCode = ({ argument, ticker }: CodeRule, known: readonly string[]): readonly string[] => [
  ...(argument?.choices ?? []),
  ...(ticker === 'none' ? [] : known),
];
