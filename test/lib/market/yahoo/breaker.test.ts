import assert from 'node:assert/strict';
import { VirtualClock } from '../../../../src/lib/app/virtual-clock.ts';
import { Breaker } from '../../../../src/lib/market/yahoo/breaker.ts';
import { chartBody } from '../../../support/fake-yahoo.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { memoryNote, yahooDesk } from '../../../support/yahoo-desk.ts';

const MINUTE_MS = 60_000;
const NOON = Date.UTC(2026, 8, 22, 12);
const DAYS = { from: '2024-03-01', to: '2024-03-05' };

/** Minutes to wait after each of `count` failures in a row. */
function waits(kind: 'refused' | 'trouble', count: number): number[] {
  const clock = new VirtualClock(NOON);
  const breaker = new Breaker(memoryNote(), clock);
  return Array.from({ length: count }, () => {
    breaker.failed(kind, 'why');
    const { untilMs } = breaker.open()!;
    const minutes = (untilMs - clock.now()) / MINUTE_MS;
    clock.moveTo(untilMs);
    return minutes;
  });
}

describe('the back-off', () => {
  it('after refusals grows from a quarter of an hour to six hours', () => {
    assert.deepEqual(waits('refused', 7), [15, 30, 60, 120, 240, 360, 360]);
  });

  it('after other failures grows from one minute to a quarter of an hour', () => {
    assert.deepEqual(waits('trouble', 6), [1, 2, 4, 8, 15, 15]);
  });

  it('ends at its moment, not before', () => {
    const clock = new VirtualClock(NOON);
    const breaker = new Breaker(memoryNote(), clock);
    breaker.failed('refused', 'HTTP status 429');
    clock.advance(15 * MINUTE_MS - 1);
    assert.deepEqual(breaker.open(), { untilMs: NOON + 15 * MINUTE_MS, why: 'HTTP status 429' });
    clock.advance(1);
    assert.equal(breaker.open(), null);
  });

  it('is known to another process, and grows there', () => {
    const note = memoryNote();
    const clock = new VirtualClock(NOON);
    new Breaker(note, clock).failed('refused', 'x');
    clock.advance(15 * MINUTE_MS);
    const other = new Breaker(memoryNote(JSON.parse(JSON.stringify(note.value))), clock);
    other.failed('refused', 'x');
    assert.equal(other.open()!.untilMs, clock.now() + 30 * MINUTE_MS);
  });

  it('keeps counting refusals over a failure of another kind', () => {
    const clock = new VirtualClock(NOON);
    const breaker = new Breaker(memoryNote(), clock);
    for (const kind of ['refused', 'trouble', 'refused'] as const) breaker.failed(kind, 'x');
    assert.equal(breaker.open()!.untilMs, NOON + 30 * MINUTE_MS);
  });

  it('is forgotten with the first success', () => {
    const note = memoryNote();
    const breaker = new Breaker(note, new VirtualClock(NOON));
    breaker.failed('refused', 'x');
    breaker.succeeded();
    assert.deepEqual([breaker.open(), note.value], [null, undefined]);
  });

  it('is none when its note is damaged, or reaches further than any wait', () => {
    const sound = { refused: 1, trouble: 0, untilMs: NOON + MINUTE_MS, why: 'x' };
    const damaged = [
      ...['', 7, null, [], {}],
      ...[
        { ...sound, untilMs: '1' },
        { ...sound, refused: -1 },
        { ...sound, why: null },
      ],
      { ...sound, untilMs: NOON + 361 * MINUTE_MS },
    ];
    const clock = new VirtualClock(NOON);
    assert.ok(new Breaker(memoryNote(sound), clock).open());
    for (const value of damaged) assert.equal(new Breaker(memoryNote(value), clock).open(), null);
  });
});

describe('a Yahoo that has refused', () => {
  const desk = yahooDesk();
  const refuse = async () => {
    desk().yahoo.answer = () => ({ status: 429, body: 'Too Many Requests' });
    await assert.rejects(desk().ask(DAYS), hiveError('YAHOO_REFUSED'));
  };

  it('is not asked again while the wait lasts; the answer is nothing and says why', async () => {
    await refuse();
    const { series, notes } = await desk().ask(DAYS);
    assert.equal(series.length, 0);
    assert.match(notes.join(), /^Yahoo is not asked before 2026-09-22T00:15:00.000Z: .*HTTP status 429/);
    assert.equal(
      (
        await desk().source.bars({
          instrument: { symbol: 'AAPL', assetClass: 'stock' },
          interval: '1d',
          fromMs: 0,
          toMs: 1e12,
          asOfMs: 1e12,
        })
      ).length,
      0,
    );
    assert.equal(desk().yahoo.asked.length, 1);
    assert.deepEqual(desk().source.backOff()?.why, 'HTTP status 429');
  });

  it('is asked again afterwards, and believed', async () => {
    await refuse();
    desk().clock.advance(15 * MINUTE_MS);
    desk().yahoo.answer = () => ({ body: chartBody([]) });
    await desk().ask(DAYS);
    assert.deepEqual([desk().note.value, desk().yahoo.asked.length], [undefined, 2]);
  });

  it('is asked on when only one symbol is unknown', async () => {
    const error = { code: 'Not Found', description: 'No data found, symbol may be delisted' };
    desk().yahoo.answer = () => ({ status: 404, body: { chart: { result: null, error } } });
    await assert.rejects(desk().ask(DAYS), hiveError('YAHOO_NO_BARS'));
    assert.equal(desk().source.backOff(), null);
  });
});
