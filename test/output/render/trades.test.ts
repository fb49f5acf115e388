import assert from 'node:assert/strict';
import { renderTrades } from '../../../src/output/render/trades.ts';
import { screen, trade } from '../../support/views.ts';

describe('renderTrades', () => {
  it('shows profit for sales and a dash for buys', () => {
    const bought = trade({ side: 'buy', realised: null, reason: 'ENTRY_SIGNAL' });
    assert.equal(
      renderTrades({ trades: [bought, trade()], total: 2 }, screen(100)),
      [
        'SIMULATED',
        'Time               Symbol   Side     Quantity      Price  Profit    Fee  Reason',
        '─────────────────  ───────  ────  ───────────  ─────────  ──────  ─────  ────────────',
        '2026-09-22 00:05Z  ETH/USD  buy   0.049704017  $1,500.89       –  $0.19  ENTRY_SIGNAL',
        '2026-09-22 00:05Z  ETH/USD  sell  0.049704017  $1,500.89  -$0.59  $0.19  EXIT_TIME',
      ].join('\n'),
    );
  });

  it('says that there are none in the symbol that was asked for', () => {
    const text = renderTrades({ trades: [], total: 0, symbol: 'ETH/USD' }, screen());
    assert.match(text, /No trades in ETH\/USD\.$/);
  });

  it('says that there are more', () => {
    const text = renderTrades({ trades: [trade()], total: 57 }, screen());
    assert.match(text, /^The last 1 of 57 trades; all with --all\.$/m);
  });
});
