import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seriesFromBars } from '../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { cleanRows } from '../../../src/lib/market/clean-rows.ts';
import type { RowRules } from '../../../src/lib/market/judge-row.ts';
import type { RawRow } from '../../../src/lib/market/raw-row.ts';
import { validateBars } from '../../../src/lib/market/validate-bars.ts';
import { volumeRule } from '../../../src/lib/market/yahoo/volume-rule.ts';

const DAYS = 30;
const RULES: RowRules = {
  ...{ stepMs: DAY_MS, fromMs: 2 * DAY_MS, toMs: 25 * DAY_MS, asOfMs: 20 * DAY_MS },
  label: stampMs => stampMs,
  volume: volumeRule('1d', { symbol: 'BTC/USD', assetClass: 'crypto' }),
};

const soundRow = (day: number): RawRow => ({
  ...{ timeMs: day * DAY_MS, open: 100 + day, high: 120 + day, low: 90 + day, close: 105 + day },
  ...{ volume: 1050, adjustedClose: 105 },
});

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(0, -1, 1e300, Number.NaN, Number.POSITIVE_INFINITY));
const anyValue = fc.option(anyNumber, { nil: null });
const anyTime = fc.oneof(fc.integer({ min: 0, max: DAYS * DAY_MS }), anyNumber);

/** What happens to a row on the way: a changed field, another time, a second copy. */
const mutation = fc.record({
  row: fc.nat(DAYS - 1),
  change: fc.oneof(
    fc.record({
      field: fc.constantFrom('open', 'high', 'low', 'close', 'volume', 'adjustedClose'),
      value: anyValue,
    }),
    fc.record({ field: fc.constant('timeMs'), value: anyTime }),
  ),
  copies: fc.boolean(),
});

const mutatedRows = fc
  .tuple(fc.array(mutation, { maxLength: 40 }), fc.infiniteStream(fc.nat()))
  .map(([mutations, order]) => {
    const rows = Array.from({ length: DAYS }, (_, day) => soundRow(day));
    for (const { row, change, copies } of mutations) {
      const changed = { ...rows[row]!, [change.field]: change.value };
      if (copies) rows.push(changed);
      else rows[row] = changed;
    }
    return rows
      .map(row => ({ row, at: mutations.length % 2 === 0 ? order.next().value! : 0 }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row);
  });

describe('rows that were mutilated on the way', () => {
  it('make a valid series of what is left, and every other row is counted', () => {
    fc.assert(
      fc.property(mutatedRows, raw => {
        const { rows, dropped } = cleanRows(raw, RULES);
        validateBars(seriesFromBars('BTC/USD', '1d', rows), { origin: 'test' });
        const counted = dropped.reduce((sum, each) => sum + each.rows, 0);
        assert.equal(rows.length + counted, raw.length);
        assert.ok(rows.every(({ timeMs }) => timeMs >= RULES.fromMs && timeMs + DAY_MS <= RULES.asOfMs));
      }),
      { numRuns: 500 },
    );
  });

  it('keep every row that was not touched', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(DAYS - 1)), spoilt => {
        const raw = Array.from({ length: DAYS }, (_, day) =>
          spoilt.includes(day) ? { ...soundRow(day), low: -1 } : soundRow(day),
        );
        const { rows } = cleanRows(raw, RULES);
        const sound = Array.from({ length: 18 }, (_, day) => day + 2).filter(day => !spoilt.includes(day));
        assert.deepEqual(
          rows.map(({ timeMs }) => timeMs / DAY_MS),
          sound,
        );
      }),
    );
  });
});
