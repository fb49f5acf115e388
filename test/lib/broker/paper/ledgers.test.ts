import assert from 'node:assert/strict';
import { simulatedAccountNumber } from '../../../../src/lib/broker/paper/account-number.ts';
import type { Ledger, LedgerEntry } from '../../../../src/lib/broker/paper/ledger.ts';
import { MemoryLedger } from '../../../../src/lib/broker/paper/memory-ledger.ts';
import { SqliteLedger } from '../../../../src/lib/broker/paper/sqlite-ledger.ts';
import { parseCents, parsePrice, parseQty } from '../../../../src/lib/core/money.ts';
import { idsOf } from '../../../support/broker-reads.ts';
import { NOON } from '../../../support/orders.ts';
import { ledgerFile, NEW_ACCOUNT } from '../../../support/paper.ts';

/** Amounts far beyond 2^63 units, which neither double nor SQLite integer would keep. */
function entryOf(clientOrderId: string, submittedMs = NOON): LedgerEntry {
  const common = { clientOrderId, symbol: 'BTC/USD', side: 'buy' as const };
  const qty = parseQty('123456789012.123456789');
  const price = parsePrice('0.000000001');
  return {
    order: {
      ...common,
      id: `order-${clientOrderId}`,
      notional: parseCents('75'),
      qty: null,
      status: 'filled',
      filledQty: qty,
      filledAvgPrice: null,
      submittedMs,
    },
    fills: ['a', 'b'].map(part => ({
      ...common,
      id: `fill-${part}-${clientOrderId}`,
      qty,
      price,
      atMs: submittedMs,
    })),
    cash: parseCents('99999999999999999.01'),
    positions: new Map([['BTC/USD', qty]]),
  };
}

function ledgerContract(name: string, make: () => { ledger: Ledger; dispose: () => void }): void {
  describe(`${name} (ledger contract)`, () => {
    let made: ReturnType<typeof make>;
    let ledger: Ledger;
    beforeEach(() => {
      made = make();
      ledger = made.ledger;
    });
    afterEach(() => made.dispose());

    it('begins with the starting cash, no position and the number of its seed', () => {
      assert.deepEqual(ledger.load(), {
        accountNumber: simulatedAccountNumber(NEW_ACCOUNT.seed),
        cash: NEW_ACCOUNT.startingCash,
        positions: new Map(),
      });
      assert.equal(ledger.orderByClientId('x'), null);
      assert.deepEqual(ledger.fillsOf('x'), []);
      assert.deepEqual(idsOf(ledger.ordersSince(0)), []);
    });

    it('gives back exactly what was recorded', () => {
      const entry = entryOf('x');
      ledger.record(entry);
      assert.deepEqual(ledger.orderByClientId('x'), entry.order);
      assert.deepEqual(ledger.fillsOf('x'), entry.fills);
      const { cash, positions } = ledger.load();
      assert.deepEqual({ cash, positions }, { cash: entry.cash, positions: entry.positions });
    });

    it('drops positions that the entry does not name', () => {
      ledger.record(entryOf('x'));
      ledger.record({ ...entryOf('y'), positions: new Map() });
      assert.deepEqual(ledger.load().positions, new Map());
    });

    it('throws on a client id that is there, and changes nothing', () => {
      ledger.record(entryOf('x'));
      const before = ledger.load();
      const second = { ...entryOf('x'), fills: [], cash: parseCents('1'), positions: new Map() };
      assert.throws(() => ledger.record(second));
      assert.deepEqual(ledger.load(), before);
      assert.equal(ledger.fillsOf('x').length, 2);
    });

    it('lists client ids in the order of submission', () => {
      for (const [index, id] of ['z', 'a', 'm'].entries()) ledger.record(entryOf(id, NOON + index));
      assert.deepEqual(idsOf(ledger.ordersSince(NOON)), ['z', 'a', 'm']);
      assert.deepEqual(idsOf(ledger.ordersSince(NOON + 1)), ['a', 'm']);
      assert.deepEqual(idsOf(ledger.ordersSince(NOON + 3)), []);
    });

    it('passes on what exclusive work gives and throws', () => {
      assert.equal(
        ledger.exclusive(() => {
          ledger.record(entryOf('x'));
          return 'done';
        }),
        'done',
      );
      assert.ok(ledger.orderByClientId('x'));
      assert.throws(() => ledger.exclusive(() => assert.fail('no')), /no/);
    });
  });
}

ledgerContract('MemoryLedger', () => ({ ledger: new MemoryLedger(NEW_ACCOUNT), dispose: () => {} }));

ledgerContract('SqliteLedger', () => {
  const file = ledgerFile();
  const ledger = new SqliteLedger(file.path, NEW_ACCOUNT);
  const dispose = () => {
    ledger.close();
    file.remove();
  };
  return { ledger, dispose };
});

describe('simulatedAccountNumber', () => {
  it('follows from the seed and says that the account is simulated', () => {
    assert.match(simulatedAccountNumber(42), /^SIM-[0-9A-F]{10}$/);
    assert.equal(simulatedAccountNumber(42), simulatedAccountNumber(42));
    assert.notEqual(simulatedAccountNumber(42), simulatedAccountNumber(43));
  });
});
