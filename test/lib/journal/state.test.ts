import assert from 'node:assert/strict';
import { cents } from '../../../src/lib/core/money.ts';
import {
  decodeState,
  emptySymbol,
  encodeState,
  newBook,
  symbolState,
} from '../../../src/lib/journal/state.ts';
import { boughtFill, fold, GENESIS_ENTRY, intent, timed } from '../../support/journal-entries.ts';

const STATE = fold(GENESIS_ENTRY, timed('INTENT', intent('o1')), timed('FILL', boughtFill('f1', 'o1')));

describe('encodeState', () => {
  it('is undone by decodeState, exact amounts included', () => {
    assert.deepEqual(decodeState(encodeState(STATE)), STATE);
  });
});

describe('decodeState', () => {
  it('gives null for text that is no checkpoint', () => {
    for (const text of ['', '{', 'null', '7', '[]', '{}', '"§5"'])
      assert.equal(decodeState(text), null, text);
  });

  it('gives null for a checkpoint of another version, which may have another shape', () => {
    const { version, state } = JSON.parse(encodeState(STATE));
    assert.equal(decodeState(JSON.stringify({ version: version + 1, state })), null);
    assert.equal(decodeState(JSON.stringify(state)), null);
  });
});

describe('symbolState', () => {
  it('knows nothing of a symbol that was never seen, whatever its name', () => {
    const book = newBook(cents(0));
    for (const symbol of ['BTC/USD', 'constructor', '__proto__'])
      assert.equal(symbolState(book, symbol), emptySymbol);
  });
});
