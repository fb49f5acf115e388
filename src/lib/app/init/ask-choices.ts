import { configKeys } from '../../config/config-keys.ts';
import type { Config } from '../../config/schema.ts';
import type { SourceName } from '../settings.ts';
import {
  choicesOf,
  completed,
  type InitChoices,
  type InitFlags,
  usualBroker,
  usualSource,
  valuesOf,
} from './choices.ts';
import { asked, oneOf, type Person } from './person.ts';

type Path = Parameters<typeof choicesOf>[0];

/** Asks for what the flags leave open; Enter takes what stands in brackets. */
export async function askChoices(flags: InitFlags, person: Person): Promise<InitChoices> {
  const choose = async (path: Path, what: string, usual?: string) =>
    choice(person, { path, what, usual: usual ?? choicesOf(path).standard });
  const mode = flags.mode ?? ((await choose('mode', 'Mode')) as Config['mode']);
  const broker = flags.broker ?? (await askBroker(mode, choose));
  const source = flags.source ?? (await askSource({ mode, broker }, choose));
  const symbols = flags.symbols ?? (await askSymbols(person));
  const strategy =
    flags.strategy ?? ((await choose('trading.strategy', 'Strategy')) as Config['trading']['strategy']);
  return { ...completed({ ...flags, mode, broker, source, strategy }), symbols };
}

type Choose = (path: Path, what: string, usual?: string) => Promise<string>;

/** Only on paper there is something to choose. */
async function askBroker(mode: Config['mode'], choose: Choose): Promise<InitChoices['broker']> {
  const usual = usualBroker(mode);
  return mode === 'paper' ? ((await choose('broker.kind', 'Broker', usual)) as typeof usual) : usual;
}

/** An account at Alpaca trades on the prices of Alpaca, and a simulated hive on simulated ones. */
async function askSource(
  { mode, broker }: Pick<InitChoices, 'mode' | 'broker'>,
  choose: Choose,
): Promise<SourceName> {
  const usual = usualSource(mode);
  return mode === 'paper' && broker === 'simulated'
    ? ((await choose('market.crypto.source', 'Bars from', usual)) as SourceName)
    : usual;
}

function choice(
  person: Person,
  { path, what, usual }: { readonly path: Path; readonly what: string; readonly usual: string },
): Promise<string> {
  const { names } = choicesOf(path);
  const meaning = configKeys().find(key => key.path === path)?.node.description ?? '';
  return asked(person, `${meaning}\n${what} (${names.join(', ')}) [${usual}]: `, oneOf(names, usual));
}

/** Null takes the standard ones. */
function askSymbols(person: Person): Promise<readonly string[] | null> {
  const standard = ['market.crypto.symbols', 'market.stocks.symbols'].flatMap(
    path => configKeys().find(key => key.path === path)?.node.default as string[],
  );
  const question = `Coins and stocks to learn from; of them BTC/USD and ETH/USD are traded.\nSymbols [${standard.join(',')}]: `;
  return asked(person, question, answer => {
    if (answer === '') return null;
    const symbols = symbolList(answer);
    // Says what is wrong with them now, not after the last question.
    valuesOf(completed({ symbols }));
    return symbols;
  });
}

/** Symbols between commas or blanks. */
export const symbolList = (text: string): string[] => text.split(/[\s,]+/).filter(word => word !== '');
