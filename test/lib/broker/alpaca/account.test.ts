import assert from 'node:assert/strict';
import { parseCents } from '../../../../src/lib/core/money.ts';
import { accountBody, alpacaDesk } from '../../../support/alpaca-desk.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { says, sends } from '../../../support/scripted-alpaca.ts';

const without = (field: string): object => {
  const { [field]: _, ...rest } = accountBody();
  return rest;
};

describe('the account at Alpaca', () => {
  const desk = alpacaDesk();

  it('is read with its number, its money and the clock of the broker', async () => {
    const { server, broker } = desk();
    const date = 'Sun, 22 Nov 2026 12:00:00 GMT';
    server.react = says(accountBody({ cash: '100.559', non_marginable_buying_power: '88.999' }), 200, {
      date,
    });
    assert.deepEqual(await broker.account(), {
      accountNumber: 'PA3717PJAYWN',
      cash: parseCents('100.55'),
      nonMarginableBuyingPower: parseCents('88.99'),
      blocked: null,
      brokerMs: Date.UTC(2026, 10, 22, 12),
    });
  });

  it('has no clock when the answer does not say, or says nonsense', async () => {
    const { server, broker } = desk();
    server.react = says(accountBody(), 200, { date: 'yesterday' });
    assert.equal((await broker.account()).brokerMs, null);
    server.react = (response, request) => {
      response.sendDate = false;
      return says(accountBody())(response, request);
    };
    assert.equal((await broker.account()).brokerMs, null);
  });

  it('is the same with day trader fields and with fields that nobody knows yet', async () => {
    const { server, broker } = desk();
    server.react = says(accountBody());
    const { brokerMs: _, ...plain } = await broker.account();
    const more = {
      pattern_day_trader: false,
      daytrade_count: 0,
      daytrading_buying_power: '0',
      new_field: { a: [1] },
    };
    server.react = says(accountBody(more));
    const { brokerMs: __, ...rich } = await broker.account();
    assert.deepEqual(rich, plain);
  });

  for (const field of ['cash', 'non_marginable_buying_power']) {
    for (const value of ['NaN', '', null, '1e400', 'Infinity', '10,000', 10_000, 0, -5, [], {}, true]) {
      it(`is refused, never read as money, when ${field} is ${JSON.stringify(value)}`, async () => {
        const { server, broker } = desk();
        server.react = says(accountBody({ [field]: value }));
        await assert.rejects(broker.account(), hiveError('BAD_ANSWER', new RegExp(field)));
      });
    }

    it(`is refused when ${field} is a number beyond all numbers`, async () => {
      const { server, broker } = desk();
      const marker = '"MARK"';
      const text = JSON.stringify(accountBody({ [field]: 'MARK' })).replace(marker, '1e400');
      server.react = sends(text);
      await assert.rejects(broker.account(), hiveError('BAD_ANSWER', new RegExp(field)));
    });
  }

  it('is refused when a part that matters is missing', async () => {
    const { server, broker } = desk();
    for (const field of ['account_number', 'status', 'cash', 'non_marginable_buying_power']) {
      server.react = says(without(field));
      await assert.rejects(broker.account(), hiveError('BAD_ANSWER', new RegExp(field)));
    }
  });

  it('shows a debt as a debt', async () => {
    const { server, broker } = desk();
    server.react = says(accountBody({ cash: '-5', non_marginable_buying_power: '-5' }));
    assert.equal((await broker.account()).cash, parseCents('-5'));
  });

  for (const [changes, reason] of [
    [{ account_blocked: true }, /account_blocked/],
    [{ trading_blocked: true }, /trading_blocked/],
    [{ trade_suspended_by_user: true }, /suspend_trade/],
    [{ status: 'ACCOUNT_UPDATED' }, /ACCOUNT_UPDATED/],
    [{ status: '' }, /status/],
    [{ crypto_status: 'INACTIVE' }, /crypto is INACTIVE/],
  ] as const) {
    it(`is blocked by ${JSON.stringify(changes)}`, async () => {
      const { server, broker } = desk();
      server.react = says(accountBody(changes));
      assert.match((await broker.account()).blocked ?? 'not blocked', reason);
    });
  }

  it('is refused when a flag is no flag: "false" would be true', async () => {
    const { server, broker } = desk();
    for (const flag of ['account_blocked', 'trading_blocked', 'trade_suspended_by_user']) {
      for (const value of ['false', 'true', 1, null]) {
        server.react = says(accountBody({ [flag]: value }));
        await assert.rejects(broker.account(), hiveError('BAD_ANSWER', new RegExp(flag)));
      }
    }
  });
});
