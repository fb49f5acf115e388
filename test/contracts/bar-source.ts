import assert from 'node:assert/strict';
import { BAR_COLUMNS, type BarSeries, barAt, closeTimeMs } from '../../src/lib/core/bar-series.ts';
import type { Instrument } from '../../src/lib/core/instrument.ts';
import { type Interval, intervalMs } from '../../src/lib/core/interval.ts';
import type { BarSource } from '../../src/lib/market/bar-source.ts';
import { validateBars } from '../../src/lib/market/validate-bars.ts';

/** A source and a range of open times, on the interval's grid, in which it has at least four bars. */
export interface BarSourceCase {
  readonly source: BarSource;
  readonly instrument: Instrument;
  readonly interval: Interval;
  readonly fromMs: number;
  readonly toMs: number;
}

const rows = (series: BarSeries) => Array.from({ length: series.length }, (_, row) => barAt(series, row));

/** Columns rather than series objects: a source may return views or copies. */
const columns = (series: BarSeries) => BAR_COLUMNS.map(name => Array.from(series[name]));

/** What every bar source must keep, whatever is behind it. */
export function barSourceContract(name: string, make: () => BarSourceCase | Promise<BarSourceCase>): void {
  describe(`${name} keeps the contract of a bar source`, () => {
    let subject: BarSourceCase;
    let all: BarSeries;
    let endMs: number;

    const ask = (range: { fromMs?: number; toMs?: number; asOfMs?: number }) => {
      const { source, instrument, interval, fromMs, toMs } = subject;
      return source.bars({ instrument, interval, fromMs, toMs, asOfMs: endMs, ...range });
    };

    before(async () => {
      subject = await make();
      endMs = subject.toMs + intervalMs(subject.interval);
      all = await ask({});
    });

    it('returns valid bars that carry the symbol and the interval asked for', () => {
      assert.ok(all.length >= 4, `the case needs four bars, got ${all.length}`);
      assert.equal(all.symbol, subject.instrument.symbol);
      assert.equal(all.interval, subject.interval);
      validateBars(all, { origin: name });
    });

    it('returns the bars whose open time is in [from, to), sorted', async () => {
      const [fromMs, toMs] = [all.time[1]!, all.time[all.length - 1]!];
      const inner = await ask({ fromMs, toMs });
      assert.deepEqual(
        rows(inner),
        rows(all).filter(bar => bar.timeMs >= fromMs && bar.timeMs < toMs),
      );
    });

    it('takes range ends that lie between two open times', async () => {
      const inner = await ask({ fromMs: all.time[0]! + 1, toMs: all.time[2]! + 1 });
      assert.deepEqual(Array.from(inner.time), [all.time[1], all.time[2]]);
    });

    it('never returns a bar that has not closed at asOfMs', async () => {
      for (let row = 0; row < Math.min(all.length, 4); row++) {
        const closeMs = closeTimeMs(all, row);
        assert.equal((await ask({ asOfMs: closeMs - 1 })).length, row);
        assert.equal((await ask({ asOfMs: closeMs })).length, row + 1);
      }
    });

    it('changes no earlier bar when asOfMs is cut', async () => {
      const middle = Math.floor(all.length / 2);
      const cut = await ask({ asOfMs: closeTimeMs(all, middle) });
      assert.deepEqual(rows(cut), rows(all).slice(0, middle + 1));
    });

    it('answers an empty range with an empty series', async () => {
      const empty = await ask({ toMs: subject.fromMs });
      assert.equal(empty.length, 0);
      assert.equal(empty.symbol, subject.instrument.symbol);
      assert.equal((await ask({ fromMs: subject.toMs, toMs: subject.fromMs })).length, 0);
    });

    it('gives the same answer to the same question', async () => {
      assert.deepEqual(columns(await ask({})), columns(all));
    });
  });
}
