import assert from 'node:assert/strict';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { assertNothingTwice, assertSandboxAgrees, SandboxHome } from '../support/sandbox-home.ts';

const HOUR = 3_600_000;

describe('an order that comes to another end', function () {
  this.timeout(120_000);
  let home: SandboxHome;
  beforeEach(async () => {
    home = await SandboxHome.aboutToTrade();
  });
  afterEach(() => home.close());

  /** Ticks every slot, as long as the symbol of the first order is frozen. */
  async function ticksUntilFree(most: number): Promise<number> {
    for (let tick = 1; tick <= most; tick++) {
      const { outcomes } = await home.tickAfter(SLOT_MS);
      if (outcomes[0]?.reason !== 'SYMBOL_FROZEN') return tick;
    }
    return Number.POSITIVE_INFINITY;
  }

  it('N8 the lookup says 404 for ten minutes though the order exists: frozen, never sent again, then adopted', async () => {
    home.goesWrong('invisible:600000#1', 'reset-after#1');
    await home.tickAfter(SLOT_MS);
    assert.equal(await ticksUntilFree(10), 5);
    assert.equal(home.journalled('MISSED').length, 4);
    assert.equal((await home.ledger()).orders.length, home.posts);
    await assertSandboxAgrees(home);
  });

  it('N9 the order never existed: ABSENT only after fifteen minutes and five lookups; its id is never used again', async () => {
    home.goesWrong('reset-before#1');
    await home.tickAfter(SLOT_MS);
    assert.equal(await ticksUntilFree(10), 8);
    const [intent] = home.journalled('INTENT');
    assert.deepEqual(home.journalled('ABSENT'), [{ order: intent?.order }]);
    assert.equal(home.journalled('INTENT').filter(({ order }) => order === intent?.order).length, 1);
    await assertSandboxAgrees(home);
  });

  it('N9 it appears after it counted as absent: adopted, with an alarm', async () => {
    home.goesWrong('reset-before#1');
    await home.tickAfter(SLOT_MS);
    await ticksUntilFree(10);
    const [{ order, notional } = {}] = home.journalled('INTENT');
    const late = { symbol: 'BTC/USD', side: 'buy', type: 'market', time_in_force: 'ioc' };
    await home.ask('POST /v2/orders', { ...late, notional, client_order_id: order });
    const { warnings } = await home.tickAfter(SLOT_MS);
    assert.match(warnings.join(), /counted as never made, and is at the broker after all/);
    await home.tickAfter(SLOT_MS);
    assert.equal(home.journalled('REAPPEARED').length, 1);
    await assertSandboxAgrees(home);
  });

  it('N9 the answer says taken, and no such order was ever there: frozen, with an alarm, never called absent', async () => {
    home.goesWrong('lost-order#1');
    await home.tickAfter(SLOT_MS);
    for (let tick = 0; tick < 3; tick++) await home.tickAfter(20 * 60_000);
    const { outcomes, warnings } = await home.tickAfter(20 * 60_000);
    assert.equal(outcomes[0]?.reason, 'SYMBOL_FROZEN');
    assert.match(warnings.join(), /has no outcome yet: its symbol is frozen/);
    assert.deepEqual(home.journalled('ABSENT'), []);
    await assertNothingTwice(home);
  });

  for (const fault of ['stuck-pending-new', 'stuck-pending-cancel'] as const) {
    it(`N10 ${fault} for hours: the symbol is frozen, its money reserved, an alarm after an hour`, async () => {
      home.goesWrong(`${fault}#1`);
      assert.equal((await home.tickAfter(SLOT_MS)).open, 1);
      if (fault === 'stuck-pending-cancel') await home.ask('DELETE /v2/orders');
      const { outcomes, warnings } = await home.tickAfter(2 * HOUR);
      assert.equal(outcomes[0]?.reason, 'SYMBOL_FROZEN');
      assert.match(warnings.join(), /has no outcome yet: its symbol is frozen/);
      const [{ value } = {}] = home.journalled('INTENT');
      assert.equal(home.state.books.main.day?.notional, BigInt(`${value}`.replace('.', '')));
      await assertNothingTwice(home);
    });
  }

  it('N11 rejected after 200 accepted: CLOSED without a fill, its money is free again', async () => {
    home.goesWrong('async-reject#1');
    const { open } = await home.tickAfter(SLOT_MS);
    assert.equal(open, 0);
    assert.equal(home.journalled('CLOSED')[0]?.status, 'rejected');
    await assertSandboxAgrees(home);
  });

  for (const [fault, status] of [
    ['part-cancel:0.5#1', 'canceled'],
    ['part-expire:0.3#1', 'expired'],
  ] as const) {
    it(`N12 ${fault}: the part is journalled, the position is the part, the rest is free`, async () => {
      home.goesWrong(fault);
      assert.equal((await home.tickAfter(SLOT_MS)).open, 0);
      assert.equal(home.journalled('CLOSED')[0]?.status, status);
      assert.equal(home.journalled('FILL').length, 1);
      await assertSandboxAgrees(home);
    });
  }

  it('N13 filled for half as much again: halted, nothing of it is journalled as a fill', async () => {
    home.goesWrong('overfill:1.5#1');
    const error = await home.failsAfter(SLOT_MS);
    assert.deepEqual([error.code, home.isHalted], ['PROTOCOL_VIOLATION', true]);
    assert.match(error.message, /more than was ordered/);
    assert.deepEqual(home.journalled('FILL'), []);
  });

  it('N13 the filled quantity goes down: halted', async () => {
    home.goesWrong('filled-qty-down@GET /v2/orders*#1+');
    const error = await home.failsAfter(SLOT_MS);
    assert.deepEqual([error.code, home.isHalted], ['PROTOCOL_VIOLATION', true]);
    assert.match(error.message, /of it are filled, after .+ were/);
  });

  for (const fault of ['fill-twice', 'fills-unordered'] as const) {
    it(`N14 ${fault}: each fill counts once`, async () => {
      home.goesWrong(fault);
      await home.tickAfter(SLOT_MS);
      for (let tick = 0; tick < 4; tick++) await home.tickAfter(SLOT_MS);
      assert.ok(home.journalled('FILL').length >= 2);
      await assertSandboxAgrees(home);
    });
  }

  it('N15 a state that no one has heard of: not an end; closed once the broker says a known one', async () => {
    home.goesWrong('unknown-status');
    assert.equal((await home.tickAfter(SLOT_MS)).open, 1);
    assert.equal((await home.tickAfter(SLOT_MS)).outcomes[0]?.reason, 'SYMBOL_FROZEN');
    await home.isWell();
    await home.tickAfter(SLOT_MS);
    assert.deepEqual(home.state.open, {});
    await assertSandboxAgrees(home);
  });

  for (const fault of ['unknown-fields', 'pdt-fields', 'drop:non_existing_member'] as const) {
    it(`N15 ${fault}: ignored`, async () => {
      home.goesWrong(fault);
      assert.equal((await home.tickAfter(SLOT_MS)).outcomes[0]?.reason, 'ENTRY_SIGNAL');
      await assertSandboxAgrees(home);
    });
  }
});

describe('a long absence', function () {
  this.timeout(120_000);

  /** `count` orders by hand, a second apart. */
  async function byHand(home: SandboxHome, count: number): Promise<void> {
    for (let order = 0; order < count; order++) {
      home.clock.advance(1_000);
      const size = { symbol: 'ETH/USD', side: 'buy', notional: '11', client_order_id: `by-hand-${order}` };
      const { status } = await home.ask('POST /v2/orders', { ...size, type: 'market', time_in_force: 'ioc' });
      assert.equal(status, 200);
    }
  }

  it('P11 three days off, an unknown order and 250 fills: paged through, adopted, no orders for missed slots', async () => {
    const home = await SandboxHome.aboutToTrade();
    home.goesWrong('reset-after#1');
    await home.tickAfter(SLOT_MS);
    await byHand(home, 250);
    const before = home.posts;
    const { outcomes } = await home.tickAfter(3 * 24 * HOUR);
    assert.deepEqual(home.journalled('FILL').length >= 1, true);
    const traded = outcomes.filter(({ reason }) => /^(ENTRY|EXIT)_/.test(reason)).length;
    assert.equal(home.posts, before + traded);
    assert.ok(home.requests.filter(line => line.includes('/activities/FILL')).length >= 3);
    await assertNothingTwice(home);
    await home.close();
  });

  it('N14 a page token that brings the same page again: the tick ends with exit 5, and does not loop', async () => {
    const home = await SandboxHome.aboutToTrade();
    home.goesWrong('reset-after#1');
    await home.tickAfter(SLOT_MS);
    await byHand(home, 120);
    home.goesWrong('page-repeat');
    const before = home.requests.length;
    const error = await home.failsAfter(SLOT_MS);
    assert.equal(error.exitCode, 5, error.message);
    assert.ok(home.requests.length - before < 20);
    await home.isWell();
    await home.tickAfter(SLOT_MS);
    assert.ok(home.journalled('FILL').length >= 1);
    await home.close();
  });
});
