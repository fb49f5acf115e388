import assert from 'node:assert/strict';
import { chartData, formingCandle } from '../../../../src/lib/dashboards/terminal/chart-data.ts';
import { barsUrl } from '../../../../src/lib/dashboards/terminal/parts/bars.ts';
import { resultsByDay } from '../../../../src/lib/dashboards/terminal/results-by-day.ts';
import { loaded, terminalState } from './states.ts';

const bar = {
  time: '2026-11-25T00:00:00.000Z',
  open: 59_900,
  high: 60_900,
  low: 59_200,
  close: 60_500,
  volume: 8,
};
const quote = terminalState().feed.quotes[0]!;

describe('the data of a chart', () => {
  const url = barsUrl('BTC/USD', '1d');
  const state = terminalState({ answers: { [url]: loaded({ bars: [bar] }) } });
  const data = chartData(state, { symbol: 'BTC/USD', interval: '1d' })!;

  it('has the closed bars and the one that the newest price forms', () => {
    const seconds = Date.parse(bar.time) / 1_000;
    assert.deepEqual(data.candles, [
      { time: seconds, open: 59_900, high: 60_900, low: 59_200, close: 60_500, volume: 8 },
      { time: seconds + 86_400, open: 60_500, high: 60_560, low: 60_500, close: 60_560, volume: null },
    ]);
  });

  it('marks fills and signals of its symbol only, in their order', () => {
    assert.deepEqual(
      data.marks.map(({ kind, text }) => `${kind} ${text}`),
      ['signal 72 %', 'buy B'],
    );
  });

  it('writes nothing on signals that were not followed', () => {
    const bars = { [barsUrl('ETH/USD', '1d')]: loaded({ bars: [bar] }) };
    const { marks } = chartData(terminalState({ answers: bars }), { symbol: 'ETH/USD', interval: '1d' })!;
    assert.deepEqual(
      marks.map(({ kind, text }) => [kind, text]),
      [
        ['sell', 'S'],
        ['signal', ''],
      ],
    );
  });

  it('draws where the position was opened and is to be left', () => {
    assert.deepEqual(
      data.lines.map(({ title, price }) => [title, price]),
      [
        ['average', 60_320],
        ['target', 62_000],
        ['stop', 58_900],
      ],
    );
  });

  it('is not there without bars', () => {
    assert.equal(chartData(state, { symbol: 'ETH/USD', interval: '1d' }), null);
  });
});

describe('the forming candle', () => {
  it('is not made of a closed bar or of a price within the last bar', () => {
    assert.equal(formingCandle(bar, undefined, '1d'), null);
    assert.equal(formingCandle(bar, { ...quote, from: 'bar' }, '1d'), null);
    assert.equal(formingCandle(bar, { ...quote, at: '2026-11-25T23:59:59.000Z' }, '1d'), null);
  });

  it('lies on the grid of the bars, however many are missing', () => {
    const late = formingCandle(bar, { ...quote, price: 60_000, at: '2026-11-28T05:00:00.000Z' }, '1d')!;
    assert.equal(late.time, Date.parse('2026-11-28T00:00:00.000Z') / 1_000);
    assert.deepEqual([late.open, late.high, late.low, late.close], [60_500, 60_500, 60_000, 60_000]);
  });
});

describe('results by day', () => {
  it('add up to the change of the whole, newest first', () => {
    const at = (iso: string) => Date.parse(iso);
    const days = resultsByDay([
      [at('2026-11-24T10:00:00Z'), 10_000, 10_000],
      [at('2026-11-24T23:58:00Z'), 10_004, 9_999],
      [at('2026-11-25T00:00:00Z'), 10_003, 9_998],
      [at('2026-11-26T12:00:00Z'), 9_998, 10_001],
    ]);
    assert.deepEqual(days, [
      { day: '2026-11-26', equity: 9_998, change: -5, controlChange: 3 },
      { day: '2026-11-25', equity: 10_003, change: -1, controlChange: -1 },
      { day: '2026-11-24', equity: 10_004, change: 4, controlChange: -1 },
    ]);
  });

  it('are none without equity', () => {
    assert.deepEqual(resultsByDay([]), []);
  });
});
