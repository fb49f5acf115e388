import assert from 'node:assert/strict';
import { type FeeLine, feeDays, isEven } from '../../../src/lib/audit/fee-days.ts';

const line = (at: string, amount: bigint, of = 'BTC/USD'): FeeLine => ({ of, atMs: Date.parse(at), amount });

const uneven = (estimated: readonly FeeLine[], posted: readonly FeeLine[]): string[] =>
  feeDays(estimated, posted)
    .filter(days => !isEven(days))
    .map(([first]) => `${first?.day} ${first?.of}`);

/** A fill each afternoon, and one in the night that is still the day before in New York. */
const FILLS = ['2026-07-01', '2026-07-02', '2026-07-03', '2026-07-04'].flatMap((day, at) => [
  line(`${day}T18:00:00Z`, BigInt(1_000 * (at + 1))),
  line(`${day}T03:00:00Z`, BigInt(70 * (at + 1))),
]);

describe('the days of fees', () => {
  it('may end at midnight of UTC, posted under the day or on the next morning', () => {
    const amounts = [1_070n, 2_140n, 3_210n, 4_280n];
    const dated = amounts.map((amount, at) => line(`2026-07-0${at + 1}`, amount));
    const next = amounts.map((amount, at) => line(`2026-07-0${at + 2}T07:15:00Z`, amount));
    assert.deepEqual(uneven(FILLS, dated), []);
    assert.deepEqual(uneven(FILLS, next), []);
  });

  it('may end at midnight of New York', () => {
    const dated = [70n, 1_140n, 2_210n, 3_280n, 4_000n].map((amount, at) =>
      line(at === 0 ? '2026-06-30' : `2026-07-0${at}`, amount),
    );
    assert.deepEqual(uneven(FILLS, dated), []);
  });

  it('name the one whose fee is missing, while all others are even', () => {
    const posted = [1_070n, 2_140n, 4_280n].map((amount, at) =>
      line(`2026-07-0${at === 2 ? 4 : at + 1}`, amount),
    );
    assert.deepEqual(uneven(FILLS, posted), ['2026-07-03 BTC/USD']);
  });

  it('name a currency in which nothing was bought', () => {
    assert.deepEqual(uneven([], [line('2026-07-01', 5n, 'USD')]), ['2026-07-01 USD']);
  });

  it('are even within n + 1 units of n fills, and not beyond', () => {
    const fills = [line('2026-07-01T18:00:00Z', 100n), line('2026-07-01T19:00:00Z', 100n)];
    assert.deepEqual(uneven(fills, [line('2026-07-01', 203n)]), []);
    assert.deepEqual(uneven(fills, [line('2026-07-01', 204n)]), ['2026-07-01 BTC/USD']);
  });
});
