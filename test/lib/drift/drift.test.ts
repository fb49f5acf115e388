import assert from 'node:assert/strict';
import type { BrokerAccount } from '../../../src/lib/broker/broker.ts';
import { cents } from '../../../src/lib/core/money.ts';
import type { Drift } from '../../../src/lib/drift/drift.ts';
import { PARTS, type PartName } from '../../../src/lib/drift/part-names.ts';
import { HindsightDesk } from '../../support/drift-desk.ts';
import { BUY, HOLD, SELL } from '../../support/tick-strategies.ts';

const MINUTE = 60_000;
const BTC = 'BTC/USD';

/** Bets without barriers, so that only what the test says moves the position. */
const IN = { ...BUY, widths: null };

const amounts = ({ parts }: Drift) =>
  Object.fromEntries(PARTS.map(name => [name, Number(parts[name].amount)])) as Record<PartName, number>;

const only = (part: Partial<Record<PartName, number>>) => ({
  ...Object.fromEntries(PARTS.map(name => [name, 0])),
  ...part,
});

function assertSum({ replay, live, parts }: Drift) {
  const sum = PARTS.reduce((total, name) => total + parts[name].amount, replay as bigint);
  assert.equal(sum, live);
}

/** Ticks on the dot at each of the moments, in minutes after noon. */
async function ticks(desk: HindsightDesk, minutes: readonly number[]) {
  for (const minute of minutes) await desk.tick(minute * MINUTE);
}

/**
 * Bought at noon for $75.00 at 50,010: 0.001499700 coins, less a fee of 0.25 % in coins (0.00000374925, taken as
 * 0.000003750) leaves 0.001495950. The epoch of ten minutes ends at 12:10.
 */
describe('live against a replay of the same moments', () => {
  it('finds no difference in a perfect run', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN).says(10 * MINUTE, BTC, SELL);
    desk.price(10 * MINUTE, BTC, 50_990, 51_010);
    await ticks(desk, [0, 2, 4, 6, 8, 10, 12]);
    const drift = await desk.drift(14 * MINUTE);
    assert.deepEqual(amounts(drift), only({}));
    // Worth more than $75.00, so that it is sold in two halves, at 12:10 and 12:12: 0.000747975 × 50,990 = 38.1392,
    // taken as 38.13; fee 0.25 % of that = 0.0953, taken as 0.10: 2 × 38.03 − 75.00.
    assert.equal(drift.live, 106n);
    assert.equal(drift.replay, 106n);
    assert.equal(drift.orders.length, 3);
    assert.deepEqual([drift.moments, drift.notRun, drift.missed.length, drift.changed.length], [7, 0, 0, 0]);
  });

  it('calls a later price a matter of timing', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN);
    desk.price(30_000, BTC, 50_490, 50_510).price(MINUTE, BTC, 50_990, 51_010);
    await desk.tick(45_000);
    const drift = await desk.drift(2 * MINUTE);
    // At 50,010: 0.001495950 coins, worth 76.27 at 50,990. At 50,510: $75.00 buys 0.001484854, less 0.000003713
    // is 0.001481141, worth 75.5233 → 75.52.
    assert.deepEqual(amounts(drift), only({ timing: -75 }));
    assert.deepEqual([drift.replay, drift.live], [127n, 52n]);
    assertSum(drift);
  });

  it('calls an order that the broker refused a missed fill', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN);
    desk.desk.broker.submissions.push(async () => ({
      kind: 'REFUSED',
      code: '40310000',
      message: 'insufficient balance',
      requestId: null,
    }));
    await desk.tick(0);
    desk.price(MINUTE, BTC, 50_990, 51_010);
    const drift = await desk.drift(2 * MINUTE);
    assert.deepEqual(amounts(drift), only({ missed: -127 }));
    assert.deepEqual([drift.replay, drift.live], [127n, 0n]);
    assert.deepEqual(
      drift.missed.map(({ why, path }) => [path.order.symbol, why]),
      [[BTC, 'refused: insufficient balance']],
    );
  });

  it('calls what moments without a tick would have made a missed fill, exits included', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN).says(10 * MINUTE, BTC, SELL);
    desk.price(10 * MINUTE, BTC, 50_990, 51_010).price(11 * MINUTE, BTC, 47_990, 48_010);
    // The tick of 12:10 did not run; that of 12:12 sells 3,000 lower.
    await ticks(desk, [0, 2, 4, 6, 8, 12]);
    const drift = await desk.drift(14 * MINUTE);
    // Live, whole: 0.001495950 × 47,990 = 71.79; fee 0.1795 → 0.18: 71.61 − 75.00. Replay: one half for 38.03 at 12:10,
    // the other at 12:12: 35.8953 → 35.89, fee 0.0897 → 0.09.
    assert.deepEqual(amounts(drift), only({ missed: -222 }));
    assert.deepEqual([drift.replay, drift.live], [-117n, -339n]);
    assert.deepEqual([drift.moments, drift.notRun], [7, 1]);
    assert.deepEqual(
      drift.missed.map(({ why }) => why),
      ['no tick ran'],
    );
  });

  it('calls half of an order a missed fill of the other half', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN);
    const { submissions } = await import('../../support/tick-broker.ts');
    desk.desk.broker.submissions.push(submissions.halfFilled);
    await desk.tick(0);
    desk.price(MINUTE, BTC, 50_990, 51_010);
    const drift = await desk.drift(2 * MINUTE);
    // Half: $37.50 buys 0.000749850, less 0.000001875 is 0.000747975, worth 38.1392 → 38.13.
    assert.equal(drift.live, 63n);
    assert.deepEqual(amounts(drift), only({ missed: -64 }));
    assert.match(drift.missed[0]!.why, /^filled in part: ended as canceled$/);
  });

  it('calls a worse price than the quote a matter of price', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN);
    desk.nextFillsAt(BTC, 50_490, 50_510);
    await desk.tick(0);
    desk.price(MINUTE, BTC, 50_990, 51_010);
    const drift = await desk.drift(2 * MINUTE);
    assert.deepEqual(amounts(drift), only({ price: -75 }));
    assert.deepEqual([drift.replay, drift.live], [127n, 52n]);
  });

  it('calls cash that the broker took beyond the assumed fee a matter of the fee', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN);
    await desk.tick(0);
    desk.desk.record({ type: 'ADJUSTED', data: { cash: '-0.13', coins: {} } });
    desk.price(MINUTE, BTC, 50_990, 51_010);
    const drift = await desk.drift(2 * MINUTE);
    assert.deepEqual(amounts(drift), only({ fee: -13 }));
    assert.deepEqual([drift.replay, drift.live], [127n, 114n]);
  });

  it('calls a decision that today would be another one a matter of data', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN).saysToday(0, BTC, HOLD);
    await desk.tick(0);
    desk.price(MINUTE, BTC, 50_990, 51_010);
    const drift = await desk.drift(2 * MINUTE);
    assert.deepEqual(amounts(drift), only({ data: 127 }));
    assert.deepEqual([drift.replay, drift.live], [0n, 127n]);
    assert.deepEqual(
      drift.changed.map(({ symbol, was, today }) => [
        symbol,
        was.opinion.kind === 'signal' && was.opinion.signal.action,
        today.opinion.kind === 'signal' && today.opinion.signal.action,
      ]),
      [[BTC, 'BUY', 'HOLD']],
    );
  });

  it('names an order on a quote that the beginning of the moment did not have as what it is', async () => {
    const desk = new HindsightDesk().says(0, BTC, BUY);
    // The stop is 2 % below 50,010: 49,009.80. It is met only between 12:02:20 and 12:02:40.
    desk.price(2 * MINUTE + 20_000, BTC, 48_990, 49_010).price(2 * MINUTE + 40_000, BTC, 49_990, 50_010);
    await desk.tick(0);
    await desk.tick(2 * MINUTE + 30_000);
    const drift = await desk.drift(4 * MINUTE);
    // Kept: 0.001495950 × 49,990 = 74.7825 → 74.78, −0.22. Sold at 49,990: fee 0.18695 → 0.19, −0.41: of another
    // order, −0.19. Sold at 48,990: 73.2865 → 73.28 less 0.19 is 73.09, −1.91: of timing, −1.50.
    assert.deepEqual(amounts(drift), only({ other: -19, timing: -150 }));
    assert.deepEqual([drift.replay, drift.live], [-22n, -191n]);
  });

  it('says that timing is not known where no price of the moment is', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN);
    desk.price(30_000, BTC, 50_490, 50_510);
    await desk.tick(45_000);
    desk.isKnown = false;
    const drift = await desk.drift(2 * MINUTE);
    assert.deepEqual([drift.parts.timing.cases, drift.parts.timing.unknown], [1, 1]);
    assert.equal(drift.orders[0]!.begin, null);
    assertSum(drift);
  });

  it('says that a fee is not known until it is posted', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN);
    desk.desk.broker.settlesExactly = false;
    await desk.tick(0);
    assert.equal((await desk.drift(2 * MINUTE)).parts.fee.unknown, 1);
    const fee = { fee: 'cfee-1', symbol: BTC, qty: '-0.00000375', cash: '0', at: '2026-01-15T12:00:00.000Z' };
    desk.desk.record({ type: 'FEE', data: fee });
    assert.equal((await desk.drift(2 * MINUTE)).parts.fee.unknown, 0);
  });

  it('begins anew where a person took the account over', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN);
    desk.price(30_000, BTC, 50_490, 50_510);
    await desk.tick(45_000);
    const more = (account: BrokerAccount) => ({ ...account, cash: cents(account.cash + 10_000n) });
    desk.desk.broker.onAccount = more;
    desk.desk.record({
      type: 'BALANCE',
      data: { cash: '10025.00', coins: {}, marks: {}, reason: 'a deposit' },
    });
    await desk.tick(2 * MINUTE);
    desk.price(3 * MINUTE, BTC, 50_990, 51_010);
    const drift = await desk.drift(4 * MINUTE);
    // As a late price alone, valued at 50,490 in between; the $100.00 are nobody's profit.
    assert.deepEqual([drift.replay, drift.live], [127n, 52n]);
    assert.deepEqual(amounts(drift), only({ timing: -75 }));
  });

  it('looks only at what ran where no schedule is known', async () => {
    const desk = new HindsightDesk().says(0, BTC, IN).says(10 * MINUTE, BTC, SELL);
    await ticks(desk, [0, 12]);
    const drift = await desk.drift(14 * MINUTE, { isScheduled: false });
    assert.deepEqual(amounts(drift), only({}));
    assert.deepEqual([drift.moments, drift.notRun], [2, 0]);
  });
});
