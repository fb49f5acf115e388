import assert from 'node:assert/strict';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { assertSandboxAgrees, SandboxHome } from '../support/sandbox-home.ts';

const HIVE_ID = /^hive-[0-9a-f]+-BTCUSD-buy-\d+$/;

describe('an order whose answer is lost or bad', function () {
  this.timeout(60_000);
  let home: SandboxHome;
  beforeEach(async () => {
    home = await SandboxHome.aboutToTrade();
  });
  afterEach(() => home.close());

  for (const [row, what, fault] of [
    ['N2', 'cut after the broker accepted, before the headers', 'reset-after#1'],
    ['N2', 'cut in the middle of the answer', 'reset-in-body#1'],
    ['N3', '200 truncated', 'truncate#1'],
    ['N3', '200 with a web page', 'html#1'],
    ['N3', '200 with nothing', 'empty#1'],
    ['N3', '200 with another content type', 'content-type#1'],
    ['N3', '200 with a body of 50 MB', 'flood#1'],
    ['N5', '500 after the broker accepted', 'error-after:500#1'],
    ['N5', '502 after the broker accepted', 'error-after:502#1'],
    ['N5', '503 after the broker accepted', 'error-after:503#1'],
    ['N5', '504 after the broker accepted', 'error-after:504#1'],
    ['P9', 'the broker takes the order and never answers: the wait is bounded', 'hang#1'],
  ] as const) {
    it(`${row} ${what}: UNKNOWN, adopted by the next tick, sent once`, async () => {
      home.goesWrong(fault);
      const report = await home.tickAfter(SLOT_MS);
      assert.deepEqual([report.outcomes[0]?.reason, report.open], ['BROKER_UNKNOWN', 1]);
      assert.equal(home.journalled('UNKNOWN').length, 1);
      await home.tickAfter(SLOT_MS);
      assert.equal((await home.ledger()).orders.length, home.posts);
      assert.deepEqual(home.state.open, {});
      await assertSandboxAgrees(home);
    });
  }

  for (const [what, fault] of [
    ['client id', 'other-client-id#1'],
    ['symbol', 'other-symbol#1'],
    ['side', 'other-side#1'],
    ['size', 'other-size#1'],
  ] as const) {
    it(`N4 200 about an order of another ${what}: halted; what the broker really holds is adopted`, async () => {
      home.goesWrong(fault);
      const error = await home.failsAfter(SLOT_MS);
      assert.deepEqual([error.code, error.kind, home.isHalted], ['PROTOCOL_VIOLATION', 'refused', true]);
      const { outcomes } = await home.tickAfter(SLOT_MS);
      assert.deepEqual(
        outcomes.map(({ reason }) => reason),
        ['HALTED', 'HALTED'],
      );
      assert.equal(home.posts, 1);
      await assertSandboxAgrees(home);
    });
  }

  it('N6 429 for the order: not sent again, REFUSED, and no tick asks anything before the reset', async () => {
    home.goesWrong('rate-limit@POST /v2/orders#1');
    const report = await home.tickAfter(SLOT_MS).catch(error => error);
    assert.equal(report.outcomes?.[0]?.reason ?? report.code, 'BROKER_REFUSED');
    assert.equal(home.posts, 1);
    const before = home.requests.length;
    assert.equal((await home.failsAfter(20_000)).code, 'BROKER_PAUSED');
    assert.equal(home.requests.length, before);
    await home.tickAfter(SLOT_MS);
    await assertSandboxAgrees(home);
  });

  it('N6 429 for a read: the tick ends with exit 5, nothing is sent, and the pause outlives the process', async () => {
    home.goesWrong('rate-limit@GET /v2/account#1');
    const error = await home.failsAfter(SLOT_MS);
    assert.deepEqual([error.code, error.exitCode, error.retryable], ['RATE_LIMITED', 5, true]);
    const before = home.requests.length;
    assert.equal((await home.failsAfter(20_000)).code, 'BROKER_PAUSED');
    assert.deepEqual([home.requests.length, home.posts], [before, 0]);
    await home.tickAfter(SLOT_MS);
    await assertSandboxAgrees(home);
  });

  it('N7 422: the id is taken by an order of the same body: looked up and adopted', async () => {
    // Something on the way sends the order twice, and we see the second answer.
    const send = globalThis.fetch;
    globalThis.fetch = async (url, init) => {
      if (init?.method === 'POST') await (await send(url, init)).arrayBuffer();
      return send(url, init);
    };
    try {
      assert.equal((await home.tickAfter(SLOT_MS)).outcomes[0]?.reason, 'BROKER_UNKNOWN');
    } finally {
      globalThis.fetch = send;
    }
    assert.match(`${home.journalled('UNKNOWN')[0]?.detail}`, /40010001|client/);
    home.requests.splice(home.requests.indexOf('POST /v2/orders'), 1);
    await home.tickAfter(SLOT_MS);
    assert.deepEqual(home.journalled('REFUSED'), []);
    await assertSandboxAgrees(home);
  });

  it('N7 422: the id is taken by an order of another body: halted', async () => {
    home.goesWrong('reset-before#1');
    await home.tickAfter(SLOT_MS);
    const [intent] = home.journalled('INTENT');
    assert.match(`${intent?.order}`, HIVE_ID);
    const other = { symbol: 'BTC/USD', side: 'buy', type: 'market', time_in_force: 'ioc', notional: '11' };
    assert.equal(
      (await home.ask('POST /v2/orders', { ...other, client_order_id: intent?.order })).status,
      200,
    );
    const error = await home.failsAfter(SLOT_MS);
    assert.deepEqual([error.code, home.isHalted], ['PROTOCOL_VIOLATION', true]);
    assert.match(error.message, /another size/);
    assert.equal(home.posts, 1);
  });
});
