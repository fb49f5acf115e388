import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../../src/lib/config/load.ts';
import { hiveError } from '../../support/hive-error.ts';

const LIVE_URL = 'https://api.alpaca.markets';
const REAL_BARS = { crypto: { source: 'alpaca' } };
const PAPER = { mode: 'paper', broker: { kind: 'alpaca' }, market: REAL_BARS };
const LIVE = { ...PAPER, mode: 'live', alpaca: { accountNumber: '912345678', tradingUrl: LIVE_URL } };

describe('modes', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'hive-modes-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  function load(written: unknown, environment: Record<string, string> = {}) {
    const file = join(folder, 'hive.config.json');
    writeFileSync(file, JSON.stringify(written));
    return loadConfig({ file, fileMustExist: true, environment, flags: [] }).config;
  }

  const refused = (message: RegExp, written: unknown, environment?: Record<string, string>) =>
    assert.throws(() => load(written, environment), hiveError('BAD_MODE', message));

  it('that belong together are taken', () => {
    assert.equal(load({}).mode, 'simulated');
    assert.equal(load({ mode: 'paper', market: { crypto: { source: 'csv' } } }).broker.kind, 'simulated');
    assert.equal(load(PAPER).broker.kind, 'alpaca');
    assert.equal(load(LIVE).mode, 'live');
    const rehearsal = { ...LIVE, alpaca: { ...LIVE.alpaca, tradingUrl: 'http://127.0.0.1:8123' } };
    assert.equal(load(rehearsal).mode, 'live');
  });

  it('take the prices of the account’s own venue when nothing is said', () => {
    const { market } = load({ mode: 'paper', broker: { kind: 'alpaca' } });
    assert.equal(market.crypto.source, 'alpaca');
    assert.equal(load({ ...PAPER, market: { crypto: { source: 'yahoo' } } }).market.crypto.source, 'yahoo');
  });

  it('let made-up bars meet a broker of this machine only', () => {
    const here = { tradingUrl: 'http://127.0.0.1:8123', dataUrl: 'http://127.0.0.1:8123' };
    const simulated = { ...PAPER, market: { crypto: { source: 'simulated' } } };
    assert.equal(load({ ...simulated, alpaca: here }).market.crypto.source, 'simulated');
    refused(/made-up prices/, simulated);
    refused(/made-up prices/, { ...simulated, alpaca: { tradingUrl: here.tradingUrl } });
  });

  it('keep a simulated run on this machine', () => {
    refused(/^mode is simulated, but broker\.kind is alpaca/, {
      broker: { kind: 'alpaca' },
      market: REAL_BARS,
    });
  });

  it('keep paper away from the live host', () => {
    refused(/^mode is paper, but alpaca\.tradingUrl is/, { ...PAPER, alpaca: { tradingUrl: LIVE_URL } });
    refused(/^mode is paper/, { ...PAPER, alpaca: { tradingUrl: 'https://api.alpaca.markets:443/v2' } });
  });

  it('let live trade at the live host only, with a pinned account', () => {
    refused(/^mode is live, but broker\.kind is simulated\.$/, { ...LIVE, broker: {}, market: {} });
    refused(/^mode is live, but alpaca\.accountNumber/, { ...LIVE, alpaca: { tradingUrl: LIVE_URL } });
    const onPaper = { ...LIVE, alpaca: { accountNumber: '912345678' } };
    refused(/alpaca\.tradingUrl is https:\/\/paper-api\.alpaca\.markets, where money is not real/, onPaper);
    assert.throws(
      () => load(onPaper),
      ({ next }: { next: string }) => next === 'Set alpaca.tradingUrl to "https://api.alpaca.markets".',
    );
  });

  it('say everything that is wrong at once', () => {
    refused(/broker\.kind is simulated\.\n.*accountNumber.*\n.*tradingUrl/, { mode: 'live' });
  });

  // Finding of reliability research: APCA_API_BASE_URL turned paper into live with the v3 client.
  for (const [name, value, written] of [
    ['HIVE__MODE', 'live', { ...LIVE, mode: 'paper', alpaca: { ...LIVE.alpaca, tradingUrl: undefined } }],
    ['HIVE__MODE', 'live', LIVE],
    ['HIVE__ALPACA__TRADING_URL', LIVE_URL, PAPER],
    ['HIVE__ALPACA__TRADING_URL', LIVE_URL, {}],
    ['HIVE__ALPACA__TRADING_URL', 'http://127.0.0.1:1', LIVE],
    ['HIVE__ALPACA__ACCOUNT_NUMBER', '"999"', LIVE],
    ['HIVE__ALPACA__ACCOUNT_NUMBER', '"999"', PAPER],
  ] as const) {
    it(`are not led to real money by ${name} alone, over ${JSON.stringify(written)}`, () => {
      refused(new RegExp(`comes from ${name}: what leads to real money`), written, { [name]: value });
    });
  }

  it('may be made safer from outside', () => {
    assert.equal(load(PAPER, { HIVE__ALPACA__TRADING_URL: 'http://127.0.0.1:8123' }).mode, 'paper');
    assert.equal(load({ mode: 'paper' }, { HIVE__MODE: 'simulated' }).mode, 'simulated');
  });
});
