import assert from 'node:assert/strict';
import { keyValues } from '../../src/output/key-values.ts';
import { paint } from '../../src/output/paint.ts';
import { terminalOf } from '../../src/output/terminal.ts';

const screen = { isTTY: true, columns: 132 };
const file = {};

describe('terminalOf', () => {
  it('takes COLUMNS, else the screen, else 80, and never less than 60', () => {
    assert.equal(terminalOf(screen, {}).width, 132);
    assert.equal(terminalOf(screen, { COLUMNS: '100' }).width, 100);
    assert.equal(terminalOf(file, {}).width, 80);
    assert.equal(terminalOf(file, { COLUMNS: '40' }).width, 60);
    assert.equal(terminalOf(file, { COLUMNS: 'wide' }).width, 80);
  });

  it('shows colours on a screen, unless somebody says no', () => {
    assert.equal(terminalOf(screen, {}).colour, true);
    assert.equal(terminalOf(file, {}).colour, false);
    assert.equal(terminalOf(screen, { NO_COLOR: '1' }).colour, false);
    assert.equal(terminalOf(screen, { NO_COLOR: '' }).colour, true);
    assert.equal(terminalOf(screen, { TERM: 'dumb' }).colour, false);
    assert.equal(terminalOf(screen, {}, true).colour, false);
  });

  it('shows colours in a file with FORCE_COLOR, over which NO_COLOR wins', () => {
    assert.equal(terminalOf(file, { FORCE_COLOR: '1' }).colour, true);
    assert.equal(terminalOf(file, { FORCE_COLOR: '0' }).colour, false);
    assert.equal(terminalOf(file, { FORCE_COLOR: '1', NO_COLOR: '1' }).colour, false);
  });
});

describe('paint', () => {
  it('leaves text alone where there are no colours', () => {
    assert.equal(paint({ colour: false }, 'red', 'x'), 'x');
    assert.equal(paint({ colour: true }, 'red', 'x'), '\u001b[31mx\u001b[39m');
  });
});

describe('keyValues', () => {
  it('puts the values in one column, without blanks at the end', () => {
    assert.equal(
      keyValues([
        ['Mode', 'paper'],
        ['Equity', '$1.00'],
        ['Note', ''],
      ]),
      'Mode    paper\nEquity  $1.00\nNote',
    );
  });
});
