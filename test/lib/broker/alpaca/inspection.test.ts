import assert from 'node:assert/strict';
import { AlpacaInspection } from '../../../../src/lib/broker/alpaca/alpaca-inspection.ts';
import { parseQty } from '../../../../src/lib/core/money.ts';
import { alpacaDesk } from '../../../support/alpaca-desk.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { says } from '../../../support/scripted-alpaca.ts';

describe('what a check-up asks of Alpaca', () => {
  const desk = alpacaDesk();
  const addresses = (body: unknown) => {
    const { server, alpaca } = desk();
    server.react = says(body);
    return new AlpacaInspection(alpaca).whitelistedAddresses();
  };

  it('is whether a coin is traded, and from what amount on', async () => {
    const { server, alpaca } = desk();
    const sizes = { min_order_size: '0.000010954', min_trade_increment: '0.000000001' };
    server.react = says({ symbol: 'BTC/USD', status: 'active', tradable: true, ...sizes });
    assert.deepEqual(await new AlpacaInspection(alpaca).asset('BTC/USD'), {
      ...{ symbol: 'BTC/USD', tradable: true, status: 'active' },
      ...{ minOrderQty: parseQty('0.000010954'), qtyIncrement: parseQty('0.000000001') },
    });
    assert.equal(server.heard[0]?.path, '/v2/assets/BTC%2FUSD');
  });

  it('is every address to which coins may go, in a list or alone', async () => {
    assert.deepEqual(await addresses([]), []);
    assert.deepEqual(await addresses({}), []);
    assert.deepEqual(await addresses([{ address: '0xabc' }, { id: 'x' }]), [
      '0xabc',
      'an address without a name',
    ]);
    assert.deepEqual(await addresses({ id: 'x', address: '0xabc', status: 'PENDING' }), ['0xabc']);
  });

  it('never takes an answer that it cannot read for no address', async () => {
    for (const body of [{ whitelisted: [{ address: '0xabc' }] }, null, 'none', { address: 5 }]) {
      await assert.rejects(addresses(body), hiveError('BAD_ANSWER', /addresses/));
    }
  });
});
