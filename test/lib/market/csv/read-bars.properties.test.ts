import assert from 'node:assert/strict';
import fc from 'fast-check';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { decodeText } from '../../../../src/lib/market/csv/decode-text.ts';
import { readBars } from '../../../../src/lib/market/csv/read-bars.ts';
import { validateBars } from '../../../../src/lib/market/validate-bars.ts';
import { csv, plainBars, read, readOptions } from '../../../support/bar-files.ts';
import { randomSeries } from '../../../support/random-series.ts';

const HEADER = ['time', 'open', 'high', 'low', 'close', 'volume'];
const rows = plainBars(randomSeries(60, 7));
const clean = csv(HEADER, ...rows);
const expected = plainBars(read(clean).series);

/** Whatever comes in: valid bars or a HiveError come out. */
function assertTame(bytes: Uint8Array): void {
  try {
    const { series } = readBars(decodeText(bytes, 'x'), 'x', readOptions('BTC-USD'));
    validateBars(series, { origin: 'x' });
  } catch (error) {
    assert.ok(error instanceof HiveError, String(error));
  }
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('readBars, whatever the file', () => {
  it('gives the same series for rows in any order and repeated', () => {
    const shuffled = fc
      .shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length })
      .chain(all => fc.subarray(rows).map(again => [...all, ...again]));
    fc.assert(
      fc.property(shuffled, some => {
        assert.deepEqual(plainBars(read(csv(HEADER, ...some)).series), expected);
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same series for columns in any order, under any delimiter', () => {
    const layout = fc.tuple(
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6, maxLength: 6 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
    );
    fc.assert(
      fc.property(layout, ([order, delimiter, lineBreak]) => {
        const lines = [HEADER, ...rows].map(row => order.map(column => row[column]).join(delimiter));
        const text = decodeText(bytesOf(lines.join(lineBreak)), 'x');
        assert.deepEqual(plainBars(read(text).series), expected);
      }),
      { numRuns: 40 },
    );
  });

  it('fails with nothing but a HiveError on random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), assertTame), { numRuns: 300 });
  });

  it('fails with nothing but a HiveError on random text of a file of bars', () => {
    const piece = fc.constantFrom(
      ',',
      ';',
      '"',
      '\n',
      '\r',
      '1',
      '2024-03-01',
      'open',
      'high',
      'low',
      'close',
      'time',
      '[',
      '{',
      ']',
    );
    const text = fc.array(piece, { maxLength: 80 }).map(pieces => pieces.join(''));
    fc.assert(fc.property(text.map(bytesOf), assertTame), { numRuns: 500 });
  });

  it('fails with nothing but a HiveError on a file cut off or damaged anywhere', () => {
    const bytes = bytesOf(clean);
    const damage = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255), cut: fc.boolean() });
    fc.assert(
      fc.property(damage, ({ at, byte, cut }) => {
        const damaged = cut ? bytes.slice(0, at) : bytes.with(at, byte);
        assertTame(damaged);
      }),
      { numRuns: 300 },
    );
  });
});
