import assert from 'node:assert/strict';
import { renderPositions } from '../../../src/output/render/positions.ts';
import { account, book, screen } from '../../support/views.ts';

describe('renderPositions', () => {
  it('shows what is held, when it is left, and both books', () => {
    const text = renderPositions(account(), screen());
    assert.match(text, /^BTC\/USD +0\.001115483 +\$75\.00 +\$74\.75 +-\$0\.25 +\$67,013\.70$/m);
    assert.match(text, /^ {2}BTC\/USD {2}target \$69,100\.00, stop \$65,100\.50, 2026-09-23 00:00Z$/m);
    assert.match(text, /^Equity +\$9,999\.75 +\$10,001\.00$/m);
    assert.match(text, /^Profit +-\$0\.25 +\+\$1\.00$/m);
  });

  it('shows a dash for what cannot be valued, and says what a position without a plan waits for', () => {
    const [held] = book().positions;
    const unknown = { mark: null, value: null, unrealised: null, target: null, stop: null, expiresAt: null };
    const text = renderPositions(
      account({ main: book({ positions: [{ ...held!, ...unknown }] }) }),
      screen(),
    );
    assert.match(text, /^BTC\/USD +0\.001115483 +\$75\.00 +– +– +–$/m);
    assert.match(text, /^ {2}BTC\/USD {2}a SELL signal$/m);
  });

  it('names orders that are not resolved', () => {
    assert.match(
      renderPositions(account({ openOrders: ['hive-1'] }), screen()),
      /^Not yet resolved: order hive-1$/m,
    );
  });

  it('names the command to run before the first tick', () => {
    assert.equal(renderPositions(null, screen()), 'SIMULATED\nNo tick has run yet. Run: hive trade tick');
  });
});
