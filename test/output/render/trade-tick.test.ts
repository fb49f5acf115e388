import assert from 'node:assert/strict';
import type { TickReport } from '../../../src/lib/app/tick/run-tick.ts';
import { REASONS, type Reason } from '../../../src/lib/core/reason.ts';
import { renderTick } from '../../../src/output/render/trade-tick.ts';
import { screen } from '../../support/views.ts';

const report = (changes: Partial<TickReport>): TickReport => ({
  slot: 14_916_242,
  at: '2026-09-22T00:05:00.000Z',
  outcomes: [{ symbol: 'BTC/USD', reason: 'EPOCH_DECIDED' }],
  halted: null,
  worth: { main: { cash: '9925.00', equity: '9999.75' }, control: { cash: '10000.00', equity: '10000.00' } },
  open: 0,
  orders: [],
  warnings: [],
  ...changes,
});

describe('renderTick', () => {
  it('gives each symbol a code with its meaning, and the rule that refused', () => {
    const refused = {
      symbol: 'ETH/USD',
      reason: 'DAILY_ORDERS' as const,
      rule: 'daily-orders',
      limit: '40',
      value: '40',
    };
    const { outcomes } = report({});
    assert.equal(
      renderTick(report({ outcomes: [...outcomes, refused] }), screen()),
      [
        'SIMULATED',
        'Tick 2026-09-22 00:05Z',
        'BTC/USD  EPOCH_DECIDED  this epoch is already decided; nothing to do',
        'ETH/USD  DAILY_ORDERS  the number of orders of the day is used up',
        '    rule daily-orders  limit 40; value 40',
        '',
        'Equity       $9,999.75',
        'Control arm  $10,000.00',
      ].join('\n'),
    );
  });

  it('explains every reason there is', () => {
    for (const [reason, meaning] of Object.entries(REASONS)) {
      const text = renderTick(
        report({ outcomes: [{ symbol: 'BTC/USD', reason: reason as Reason }] }),
        screen(200),
      );
      assert.ok(text.includes(`BTC/USD  ${reason}  ${meaning}`), reason);
    }
  });

  it('says that trading is halted and how to go on', () => {
    assert.match(
      renderTick(report({ halted: 'alarm' }), screen()),
      /\n\nHALTED: alarm\nTrade again: hive trade resume --reason TEXT$/,
    );
  });

  it('says that orders are unresolved', () => {
    assert.match(
      renderTick(report({ open: 1 }), screen()),
      /^1 order not yet resolved: the next tick asks again\.$/m,
    );
  });
});
