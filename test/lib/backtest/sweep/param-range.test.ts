import assert from 'node:assert/strict';
import { parseRange } from '../../../../src/lib/backtest/sweep/param-range.ts';
import { twoAverages } from '../../../support/sweep-strategy.ts';

const { fast, band, of } = twoAverages.params;
const range = (text: string) => parseRange('fast', text, fast!);
const valuesOf = (text: string, spec = fast!) => {
  const parsed = parseRange('p', text, spec);
  return parsed.kind === 'values' ? parsed.values : null;
};

describe('the range of a parameter', () => {
  it('is one value, a list, or steps with both ends included', () => {
    assert.deepEqual(valuesOf('10'), [10]);
    assert.deepEqual(valuesOf('5,10,20'), [5, 10, 20]);
    assert.deepEqual(valuesOf('5:20:5'), [5, 10, 15, 20]);
    assert.deepEqual(valuesOf('5:19:5'), [5, 10, 15]);
    assert.deepEqual(valuesOf('7:7:1'), [7]);
  });

  it('has steps without the dust of sums in binary', () => {
    assert.deepEqual(valuesOf('0.1:0.5:0.1', band!), [0.1, 0.2, 0.3, 0.4, 0.5]);
  });

  it('names a value once, however often it is written', () => {
    assert.deepEqual(valuesOf('5,10,5'), [5, 10]);
  });

  it('is anything between two ends, by size or by orders of magnitude', () => {
    assert.deepEqual(range('5..50'), { kind: 'between', from: 5, to: 50, whole: true, log: false });
    assert.deepEqual(range('5..500:log'), { kind: 'between', from: 5, to: 500, whole: true, log: true });
    assert.deepEqual(parseRange('band', '0.5..1.5', band!), {
      kind: 'between',
      from: 0.5,
      to: 1.5,
      whole: false,
      log: false,
    });
  });

  it('is some of the words of a choice', () => {
    assert.deepEqual(valuesOf('open,close', of!), ['open', 'close']);
    assert.throws(() => valuesOf('high', of!), /"high" is not allowed: it takes close, open/);
  });

  const REFUSED: readonly (readonly [string, RegExp])[] = [
    ['', /"" is not a number/],
    ['ten', /"ten" is not a number/],
    ['5:50', /has not three parts/],
    ['50:5:5', /its end lies below its start/],
    ['5:50:0', /its step 0 is not above 0/],
    ['5:50:-5', /its step -5 is not above 0/],
    ['50..5', /its end lies below its start/],
    ['5,,6', /"" is not a number/],
    ['0x10', /"0x10" is not a number/],
    ['1e999', /is not allowed/],
    ['2.5', /"2.5" is not allowed: it takes a whole number from 1 to 1000/],
    ['1:2:0.5', /"1.5" is not allowed/],
    ['0', /"0" is not allowed/],
    ['5:5000:5', /"5000" is not allowed/],
    ['5..50:linear', /has not three parts/],
  ];
  for (const [text, message] of REFUSED) {
    it(`is not "${text}"`, () => {
      assert.throws(() => range(text), { name: 'HiveError', code: 'BAD_PARAM', message });
    });
  }

  it('by orders of magnitude does not start at 0', () => {
    assert.throws(() => parseRange('band', '0..1:log', band!), /need a start above 0/);
  });
});
