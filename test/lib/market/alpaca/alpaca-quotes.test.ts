import assert from 'node:assert/strict';
import { AlpacaQuotes } from '../../../../src/lib/market/alpaca/alpaca-quotes.ts';
import { alpacaDesk } from '../../../support/alpaca-desk.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { BTC, ETH } from '../../../support/quotes.ts';
import { says } from '../../../support/scripted-alpaca.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const quoteOf = (bp: unknown, ap: unknown, t: unknown = '2026-11-22T11:59:59.258635991Z') => ({
  t,
  bp,
  bs: 1,
  ap,
  as: 1,
});

describe('quotes of Alpaca', () => {
  const desk = alpacaDesk();

  function asking(quotes: object) {
    const { server, alpaca } = desk();
    server.react = says({ quotes });
    return { server, source: new AlpacaQuotes(alpaca, ['BTC/USD', 'ETH/USD']) };
  }

  it('are asked for together, once for symbols that are looked at together', async () => {
    const { server, source } = asking({
      'BTC/USD': quoteOf(49_990, 50_010),
      'ETH/USD': quoteOf(2_999, 3_001),
    });
    assert.deepEqual(await source.quote(BTC, NOON), {
      ...{ symbol: 'BTC/USD', bid: 49_990, ask: 50_010 },
      timeMs: Date.UTC(2026, 10, 22, 11, 59, 59, 258),
    });
    assert.equal((await source.quote(ETH, NOON + 999))?.bid, 2_999);
    const [asked, ...more] = server.heard;
    assert.deepEqual(
      [asked?.path, asked?.query.get('symbols')],
      ['/v1beta3/crypto/us/latest/quotes', 'BTC/USD,ETH/USD'],
    );
    assert.equal(more.length, 0);
  });

  it('are asked for again after a second, and when time goes back', async () => {
    const { server, source } = asking({ 'BTC/USD': quoteOf(49_990, 50_010) });
    for (const atMs of [NOON, NOON + 999, NOON + 1_000, NOON + 500]) await source.quote(BTC, atMs);
    assert.equal(server.heard.length, 3);
  });

  it('are none for a symbol that the answer does not hold', async () => {
    const { source } = asking({ 'BTC/USD': quoteOf(49_990, 50_010) });
    assert.equal(await source.quote(ETH, NOON), null);
    assert.equal(await source.quote({ symbol: 'constructor', assetClass: 'crypto' }, NOON), null);
  });

  it('pass as they are when they are crossed or empty: the quote rules say what that means', async () => {
    const { source } = asking({ 'BTC/USD': quoteOf(50_010, 49_990), 'ETH/USD': quoteOf(0, 0) });
    const crossed = await source.quote(BTC, NOON);
    const empty = await source.quote(ETH, NOON);
    assert.deepEqual([crossed?.bid, crossed?.ask, empty?.bid, empty?.ask], [50_010, 49_990, 0, 0]);
  });

  it('are refused when they are not numbers or have no time', async () => {
    const { server, source } = asking({});
    for (const quote of [
      quoteOf('49990', 50_010),
      quoteOf(null, 1),
      quoteOf(1, 2, 'now'),
      quoteOf(1, 2, 5),
      {},
      null,
    ]) {
      server.react = says({ quotes: { 'BTC/USD': quote } });
      await assert.rejects(source.quote(BTC, NOON), hiveError('BAD_ANSWER', /quotes/));
    }
  });
});
