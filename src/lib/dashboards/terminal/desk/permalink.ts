import { argumentOf } from './parse-command.ts';
import { type CodeRule, type Screen, screen } from './screen.ts';
import { shellName, tickerOf } from './ticker.ts';

/** Panels that a permalink may name. */
const MOST = 4;

/** The path of a screen: `/BTC-USD/GP?tf=1h`, as the rule of its code says. */
export function screenPath({ code, ticker, argument }: Screen, codes: readonly CodeRule[]): string {
  const path = ticker === null ? `/${code}` : `/${shellName(ticker)}/${code}`;
  const name = codes.find(rule => rule.code === code)?.argument?.name;
  return argument === null || !name ? path : `${path}?${name}=${encodeURIComponent(argument)}`;
}

/** The hash of an address that shows these screens side by side: `#/BTC-USD/GP|/POS`. */
export const permalink = (screens: readonly Screen[], codes: readonly CodeRule[]): string =>
  `#${screens.map(shown => screenPath(shown, codes)).join('|')}`;

/** The screens that a hash names; null when it is not one of ours or names what there is not. */
export function screensOf(hash: string, codes: readonly CodeRule[]): readonly Screen[] | null {
  if (!hash.startsWith('#/')) return null;
  const text = decoded(hash.slice(1));
  const screens = text?.split('|').map(path => screenOf(path, codes)) ?? [null];
  return screens.length <= MOST && screens.every(found => found !== null) ? screens : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function screenOf(path: string, codes: readonly CodeRule[]): Screen | null {
  const [place = '', query = ''] = path.split('?');
  const [, ...parts] = place.split('/');
  const rule = codes.find(({ code }) => code === parts.at(-1)?.toUpperCase());
  if (!rule) return null;
  const name = parts.slice(0, -1).join('/');
  const ticker = name === '' ? null : tickerOf(name);
  const isWanted = name === '' ? rule.ticker !== 'one' : ticker !== null && rule.ticker !== 'none';
  if (!isWanted) return null;
  const argument = queryOf(rule, query);
  return argument === undefined ? null : screen(rule.code, ticker, argument);
}

/** Undefined when the query is not one of this function. */
function queryOf(rule: CodeRule, query: string): string | null | undefined {
  if (query === '') return null;
  const [name, value = ''] = query.split('=');
  const argument = name === rule.argument?.name ? argumentOf(rule, value) : null;
  if (argument === null) return undefined;
  return argument === rule.argument?.usual ? null : argument;
}
