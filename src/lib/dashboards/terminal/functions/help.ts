import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { type CodeRule, screen } from '../desk/screen.ts';
import { copyCommand } from '../parts/copy-command.ts';
import { go } from '../parts/go.ts';
import { byFeed, type Meaning, type Place, type TerminalFunction } from './definition.ts';

/** Help; made with the other codes, which it can be about. */
export const helpOf = (codes: readonly string[]): TerminalFunction => ({
  ...{ code: 'HELP', title: 'Help', ticker: 'optional' },
  argument: {
    ...{ name: 'about', choices: codes, pattern: /^$/, usual: null },
    says: 'the code that it is to explain',
  },
  about: 'Keys, columns, the command and the address behind a panel, and all functions.',
  columns: [],
  view: help,
  command: () => 'hive --help',
  url: () => '/openapi.json',
  age: byFeed,
});

const KEYS: readonly Meaning[] = [
  ['Enter', 'GO: does what stands in the line'],
  ['Esc', 'cancel: empties the line; from an empty line to the panel'],
  ['Tab', 'completes tickers and codes; on an empty line it goes on as ever'],
  ['↑ ↓', 'lines that were typed before; ↓ from the newest into the panel'],
  ['Backspace', 'on an empty line: back'],
  ['Alt+← Alt+→', 'back and forward in this panel'],
  ['Alt+1 … Alt+4', 'to a panel'],
  ['Alt+Enter', 'this panel alone, or all again'],
  ['? or F1', 'this help'],
  ['any letter', 'goes into the line, wherever the keyboard is; KEYS OFF ends that, KEYS ON begins it'],
];

const LINES: readonly Meaning[] = [
  ['AAPL GP', 'a ticker and a function; BTC, BTCUSD, BTC-USD and BTC/USD are the same'],
  ['BTC GIP 5m', 'and an interval'],
  ['BT 42', 'the backtest whose id begins like this'],
  ['1, 2, 4', 'number of panels; also LAYOUT 4'],
  ['RESET', 'the panels of a first visit'],
];

function help(place: Place): ViewNode {
  const about = place.functions.find(({ code }) => code === place.screen.argument);
  return h(
    'div',
    { class: 'stack help' },
    about && aboutOne(place, about),
    meanings('Keys', KEYS),
    meanings('Lines', LINES),
    allCodes(place),
  );
}

function aboutOne(place: Place, about: TerminalFunction): ViewNode {
  const shown = screen(about.code, about.ticker === 'none' ? null : place.screen.ticker);
  const asked = about.ticker === 'one' && shown.ticker === null ? { ...shown, ticker: 'BTC/USD' } : shown;
  return h(
    'section',
    { key: 'about' },
    h('h3', {}, `${about.code}: ${about.title}`),
    h('p', {}, about.about),
    h('ul', { class: 'commands' }, copyCommand(about.command(asked), 'prints the same on a shell')),
    h('p', {}, 'API ', h('a', { href: about.url(asked) }, about.url(asked))),
    about.keys && meanings('Keys of this panel', about.keys),
    about.columns.length > 0 && meanings('What stands there', about.columns),
  );
}

const meanings = (title: string, rows: readonly Meaning[]): ViewNode =>
  h(
    'section',
    { key: title },
    h('h3', {}, title),
    h(
      'dl',
      { class: 'meanings' },
      rows.map(([name, meaning]) =>
        h('div', { key: name }, h('dt', {}, h('kbd', {}, name)), h('dd', {}, meaning)),
      ),
    ),
  );

const allCodes = (place: Place): ViewNode =>
  h(
    'section',
    { key: 'codes' },
    h('h3', {}, 'Functions'),
    h(
      'dl',
      { class: 'meanings' },
      place.functions.map(one =>
        h('div', { key: one.code }, h('dt', {}, codeLink(place, one)), h('dd', {}, one.about)),
      ),
    ),
  );

function codeLink(place: Place, { code, ticker }: CodeRule): Child {
  const symbol = ticker === 'one' ? (place.screen.ticker ?? 'BTC/USD') : null;
  return go(place, { to: screen(code, symbol), isRow: true }, code);
}
