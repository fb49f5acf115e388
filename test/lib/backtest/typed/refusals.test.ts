import assert from 'node:assert/strict';
import { runTyped } from '../../../../src/lib/backtest/typed/run-typed.ts';
import { TypedStream } from '../../../../src/lib/backtest/typed/typed-stream.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { FLAT, FREE, type OneSymbol, oneSymbol, type Row, seriesOf } from '../../../support/engine-input.ts';

const refusal = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof HiveError && error.kind === 'data' && error.code === code && message.test(error.message);

describe('what the typed-array engine refuses', () => {
  const played = (input: OneSymbol) => () => runTyped(oneSymbol(input));

  it('is the sizing by the limits of HIVE', () => {
    const hive = { sizing: { kind: 'hive' as const } };
    assert.throws(played({ rows: [FLAT], signs: '.', execution: hive }), RangeError);
  });

  it('is a bar with a price that is none or out of order', () => {
    const bad: Row[] = [
      [Number.NaN, 100, 100, 100],
      [100, 100, 0, 100],
      [100, 99, 90, 95],
    ];
    for (const row of bad) {
      const expected = refusal('BAD_BAR', /BTC\/USD at 2026-01-07T00:00:00\.000Z/);
      assert.throws(played({ rows: [FLAT, FLAT, row], signs: '' }), expected);
    }
  });

  it('is an amount above 2^53 units, with its place, in one symbol or several', () => {
    const cheap: Row = [1e-5, 1e-5, 1e-5, 1e-5];
    const expected = refusal('AMOUNT_TOO_LARGE', /BTC\/USD at 2026-01-06T00:00:00\.000Z.* 9007199254740991/);
    assert.throws(played({ rows: [cheap, cheap], signs: '+' }), expected);
    const detail = seriesOf([FLAT], { interval: '1h' });
    assert.throws(played({ rows: [cheap, cheap], signs: '+', detail }), expected);
  });

  it('is a price above 2^53 units', () => {
    const high: Row = [100, 9_007_200, 100, 100];
    const expected = refusal('AMOUNT_TOO_LARGE', /BTC\/USD at 2026-01-06T00:00:00\.000Z.* 9007200 dollars/);
    assert.throws(played({ rows: [FLAT, high], signs: '' }), expected);
  });

  it('is a track with fewer codes than bars, and times that do not rise', () => {
    const stream = () => new TypedStream({ execution: FREE, startingCents: 1, firstBar: 0 });
    assert.throws(() => stream().advance(seriesOf([FLAT, FLAT]), new Int8Array(1)), RangeError);
    const twice = stream();
    twice.advance(seriesOf([FLAT, FLAT]), new Int8Array(2));
    assert.throws(() => {
      twice.advance(seriesOf([FLAT, FLAT]), new Int8Array(2));
      twice.finish();
    }, RangeError);
  });

  it('is a stream that goes on after its end', () => {
    const stream = new TypedStream({ execution: FREE, startingCents: 1, firstBar: 0 });
    stream.finish();
    assert.throws(() => stream.advance(seriesOf([FLAT]), new Int8Array(1)), RangeError);
    assert.throws(() => stream.finish(), RangeError);
  });
});
