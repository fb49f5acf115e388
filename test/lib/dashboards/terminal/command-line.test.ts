import assert from 'node:assert/strict';
import fc from 'fast-check';
import { printCommand } from '../../../../src/lib/dashboards/terminal/desk/command.ts';
import { completions } from '../../../../src/lib/dashboards/terminal/desk/complete.ts';
import { parseCommand } from '../../../../src/lib/dashboards/terminal/desk/parse-command.ts';
import { screen, screenLine } from '../../../../src/lib/dashboards/terminal/desk/screen.ts';
import { anyCommand, grammar } from './arbitrary.ts';

const read = (line: string, change = {}) => parseCommand(line, grammar(change));
const shown = (line: string, change = {}): string => {
  const command = read(line, change);
  return command.kind === 'show' ? screenLine(command.screen) : `${command.kind}: ${JSON.stringify(command)}`;
};
const said = (line: string): string => {
  const command = read(line);
  return command.kind === 'trouble' ? command.says : `no trouble: ${command.kind}`;
};

describe('the command line', () => {
  it('reads back every command that it prints', () => {
    fc.assert(
      fc.property(anyCommand, command => {
        const known =
          command.kind === 'show' && command.screen.ticker ? [command.screen.ticker] : ['BTC/USD'];
        assert.deepEqual(read(printCommand(command), { known }), command);
        assert.deepEqual(read(` ${printCommand(command).toLowerCase()}  go `, { known }), command);
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    const words = fc.oneof(
      fc.string(),
      fc.constantFrom('BTC', 'GP', 'BT', '42', 'LAYOUT', '1h', 'GO', 'HELP'),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 5 }), typed => {
        const command = read(typed.join(' '));
        if (command.kind === 'trouble') assert.match(command.says, /^.+[.?]$/s);
      }),
    );
  });

  it('takes a coin in every spelling', () => {
    for (const spelling of ['BTC', 'btc', 'BTCUSD', 'BTC-USD', 'BTC/USD', 'btcusdt'])
      assert.equal(shown(`${spelling} GP`), 'BTC/USD GP');
  });

  it('takes the interval of a chart, and leaves the usual one out', () => {
    assert.equal(shown('BTC GP 1h'), 'BTC/USD GP 1h');
    assert.equal(shown('BTC GP 1D'), 'BTC/USD GP');
    assert.equal(shown('AAPL GIP 5M GO'), 'AAPL GIP 5m');
  });

  it('takes the panel for what is left out', () => {
    const here = screen('GIP', 'ETH/USD');
    assert.equal(shown('GP', { here }), 'ETH/USD GP');
    assert.equal(shown('GP 4h', { here }), 'ETH/USD GP 4h');
    assert.equal(shown('AAPL', { here }), 'AAPL GIP');
    assert.equal(shown('AAPL'), 'AAPL DES');
    assert.equal(shown('GP AAPL'), 'AAPL GP');
    assert.equal(shown('BLOT', { here }), 'BLOT');
  });

  it('tells a stock that is called like a function from the function', () => {
    assert.equal(shown('W'), 'W');
    assert.equal(shown('W GP', { known: ['W'] }), 'W GP');
  });

  it('takes any symbol while none is known', () => {
    assert.equal(shown('SOL GP', { known: [] }), 'SOL/USD GP');
  });

  it('knows the beginning of the id of a backtest', () => {
    assert.equal(shown('BT 42'), 'BT 42');
    assert.equal(shown('BT 4F2A91CC03DE'), 'BT 4f2a91cc03de');
  });

  it('takes 1, 2 and 4 for layouts', () => {
    for (const panels of [1, 2, 4] as const) {
      assert.deepEqual(read(String(panels)), { kind: 'layout', panels });
      assert.deepEqual(read(`layout ${panels}`), { kind: 'layout', panels });
    }
  });

  for (const [line, sentence] of [
    ['', 'Type a function, for example POS, or HELP for all of them.'],
    ['PSO', '"PSO" is neither a function nor a symbol of this hive. Did you mean POS?'],
    ['BTC GPP', '"GPP" is not a function of a symbol. Did you mean GP?'],
    ['BTX GP', '"BTX" is not a symbol of this hive. Did you mean BTC/USD?'],
    ['AAPLE GP', '"AAPLE" is not a symbol of this hive. Did you mean AAPL?'],
    ['BTC POS', 'POS is of the account as a whole: type POS without "BTC".'],
    ['BTC GIP 7m', 'After GIP comes an interval (15m, 5m, 1h), not "7M".'],
    ['POS NOW', 'Nothing comes after POS; "NOW" was not understood.'],
    ['LAYOUT 3', 'After LAYOUT comes 1, 2 or 4, not "3".'],
    ['KEYS', 'After KEYS comes ON or OFF, not "".'],
    ['RESET ALL', 'Nothing comes after RESET.'],
  ] as const)
    it(`says of "${line}": ${sentence}`, () => {
      assert.equal(said(line), sentence);
    });
});

describe('completion', () => {
  it('offers functions, tickers and words that begin so', () => {
    assert.deepEqual(completions('P', grammar()), ['POS', 'PNL']);
    assert.deepEqual(completions('aa', grammar()), ['AAPL']);
    assert.deepEqual(completions('BTC-U', grammar()), ['BTC/USD']);
    assert.deepEqual(completions('res', grammar()), ['RESET']);
  });

  it('offers the functions of a symbol after it, and what follows a function after that', () => {
    assert.deepEqual(completions('AAPL G', grammar()), ['AAPL GP', 'AAPL GIP']);
    assert.deepEqual(completions('AAPL GIP ', grammar()).slice(0, 3), [
      'AAPL GIP 15m',
      'AAPL GIP 5m',
      'AAPL GIP 1h',
    ]);
    assert.deepEqual(completions('KEYS ', grammar()), ['KEYS ON', 'KEYS OFF']);
    assert.deepEqual(completions('GP E', grammar()), ['GP ETH/USD']);
  });

  it('only ever adds to what was typed, and what it makes of a function can be done', () => {
    const typed = fc.constantFrom(
      '',
      'B',
      'BTC ',
      'btc g',
      'GP ',
      'H',
      'HELP ',
      'LAYOUT ',
      'AAPL HP ',
      'W ',
      'x',
      'BT ',
    );
    fc.assert(
      fc.property(typed, line => {
        for (const offer of completions(line, grammar())) {
          assert.ok(
            offer.toUpperCase().replace(/[-/]/g, '').startsWith(line.toUpperCase()),
            `${offer} of ${line}`,
          );
          if (!/^(LAYOUT|KEYS)$/.test(offer)) assert.notEqual(read(offer).kind, 'trouble', offer);
        }
      }),
    );
  });
});
