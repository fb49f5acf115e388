import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { hive, tempHome } from '../../support/cli.ts';
import { assertRefused, assertRefusedInBoth, type Refusal } from '../../support/refusal.ts';
import { filesOf } from '../../support/traded-home.ts';

type Case = readonly [title: string, content: string | Buffer, expected: Omit<Refusal, 'exit'>];

const badFile = (says: RegExp) => ({ code: 'BAD_CONFIG_FILE', says, next: /Correct the file/ });
const badSetting = (says: RegExp) => ({ code: 'BAD_SETTING', says, next: /Change / });

const FILES: readonly Case[] = [
  ['that is empty', '', badFile(/hive\.config\.json" is empty/)],
  ['that is half written', '{"seed": 1', badFile(/line 1, column 11/)],
  ['that is no object', '[]', badFile(/must be an object/)],
  ['of two megabytes', Buffer.alloc(2_000_000, ' '), badFile(/2000000 bytes long; at most 1048576/)],
  ['that is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22]), badFile(/not UTF-8/)],
  ['with __proto__', '{"__proto__":{"mode":"live"}}', badFile(/"__proto__" is not allowed/)],
  ['with __proto__ inside', '{"risk":{"__proto__":{}}}', badFile(/"__proto__" is not allowed/)],
  ['with a key twice', '{"seed":1,"seed":2}', badFile(/"seed" is written twice/)],
  [
    'with a misspelt section',
    '{"tradign":{}}',
    { code: 'UNKNOWN_SETTING', says: /json:1:12: .*"tradign"/, next: /Did you mean "trading"/ },
  ],
  [
    'with a misspelt key',
    '{"trading":{"epcoh":"1d"}}',
    { code: 'UNKNOWN_SETTING', says: /"trading\.epcoh"/, next: /Did you mean "trading\.epoch"/ },
  ],
  [
    'with values of the wrong kind',
    '{"seed":"x","market":{"backfillBars":"many"}}',
    badSetting(/seed is "x".*\n.*:1:38: market\.backfillBars is "many"/),
  ],
  ['with a number too large', '{"seed":1e400}', badSetting(/seed is Infinity/)],
  ['that wants an order above $75', '{"risk":{"maxOrderUsd":76}}', badSetting(/is 76; allowed: .*75/)],
  ['that wants more than 2 %', '{"risk":{"maxOrderShare":0.03}}', badSetting(/is 0\.03; allowed: .*0\.02/)],
  ['that wants less than $25', '{"risk":{"minBuyingPowerUsd":10}}', badSetting(/is 10; allowed: .*25/)],
  ['that trusts 50 %', '{"signal":{"minConfidence":0.5}}', badSetting(/is 0\.5; allowed: .*0\.7/)],
  ['that trades DOGE', '{"trading":{"symbols":["DOGE/USD"]}}', badSetting(/DOGE\/USD.*BTC\/USD or ETH\/USD/)],
];

const VARIABLES: readonly (readonly [env: Record<string, string>, says: RegExp])[] = [
  [{ HIVE__SEED: 'abc' }, /HIVE__SEED: seed is "abc"/],
  [{ HIVE__SEED: '' }, /HIVE__SEED: seed is ""/],
  [{ HIVE__RISK__MAX_ORDER_USD: '76' }, /HIVE__RISK__MAX_ORDER_USD: .*is 76/],
  [{ HIVE__TRADING__EPOCH: '-1d' }, /HIVE__TRADING__EPOCH: .*"-1d"/],
  [{ HIVE__NOPE__X: '1' }, /HIVE__NOPE__X names no setting/],
  [{ HIVE__RISK: '{"maxOrderUsd":76}' }, /HIVE__RISK names no setting/],
  [{ HIVE__RISK__MAX_ORDER_USD: '70', HIVE__RISK__MAXORDERUSD: '60' }, /both set risk\.maxOrderUsd/],
];

describe('a bad configuration', () => {
  for (const [title, content, expected] of FILES) {
    it(`is refused: a file ${title}`, async () => {
      const home = tempHome();
      writeFileSync(filesOf(home).config, content);
      await assertRefused(['trade', 'tick'], { home }, { exit: 3, ...expected });
    });
  }

  for (const [env, says] of VARIABLES) {
    it(`is refused: ${Object.entries(env)
      .map(pair => pair.join('='))
      .join(' and ')}`, async () => {
      const options = { home: tempHome(), env };
      const { code, stderr } = await hive(['config', 'check'], options);
      assert.equal(code, 3);
      assert.match(stderr, says);
      assert.match(stderr, /^Next: .*(?:unset|Unset)/m);
    });
  }

  it('says a wrong list in the environment once', async () => {
    const env = { HIVE__TRADING__SYMBOLS: 'BTC/USD,DOGE/USD' };
    const { code, stderr } = await hive(['config', 'check'], { env });
    assert.deepEqual([code, stderr.split('\n').length], [3, 3]);
  });

  it('is a file that --config names and that is not there', async () => {
    const expected = { exit: 3, code: 'NO_CONFIG_FILE', says: /no configuration file ".*nope\.json"/ };
    await assertRefusedInBoth(['status', '--config', 'nope.json'], { home: tempHome() }, expected);
  });

  it('is a folder in the place of the file, and all goes on once it is gone', async () => {
    const home = tempHome();
    mkdirSync(filesOf(home).config);
    const expected = { exit: 3, code: 'BAD_CONFIG_FILE', says: /is a folder, not a file/ };
    await assertRefusedInBoth(['positions'], { home }, expected);
    rmSync(filesOf(home).config, { recursive: true });
    assert.equal((await hive(['positions'], { home })).code, 0);
  });

  it('makes nothing in the home', async () => {
    const home = tempHome();
    writeFileSync(filesOf(home).config, '{');
    await hive(['trade', 'tick'], { home });
    await assert.rejects(async () => rmSync(filesOf(home).state), { code: 'ENOENT' });
  });
});
