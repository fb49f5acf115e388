import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigSources, loadConfig } from '../../../src/lib/config/load.ts';
import { HiveError } from '../../../src/lib/core/errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'hive-config-'));
let count = 0;

function written(content: string | Uint8Array): string {
  count += 1;
  const file = join(folder, `${count}.json`);
  writeFileSync(file, content);
  return file;
}

const load = (sources: Partial<ConfigSources>) =>
  loadConfig({
    file: join(folder, 'nosuch.json'),
    fileMustExist: false,
    environment: {},
    flags: [],
    ...sources,
  });

function refusal(sources: Partial<ConfigSources>): HiveError {
  try {
    load(sources);
  } catch (error) {
    assert.ok(error instanceof HiveError, String(error));
    assert.equal(error.kind, 'config');
    return error;
  }
  throw new Error('the configuration was accepted');
}

const refused = (content: string | Uint8Array) => refusal({ file: written(content) });

describe('loadConfig', () => {
  it('works without a file', () => {
    const { config, file, originOf } = load({});
    assert.equal(file, null);
    assert.equal(config.risk.maxOrderUsd, 75);
    assert.deepEqual(originOf('risk.maxOrderUsd'), { from: 'default', name: '' });
  });

  it('lets a flag win over the environment, that over the file, that over the preset', () => {
    const file = written(
      '{"preset": "original", "seed": 1, "trading": {"epoch": "1h"}, "risk": {"dailyOrders": 1}}',
    );
    const { config, originOf } = load({
      file,
      environment: { HIVE__SEED: '2', HIVE__RISK__DAILYORDERS: '5' },
      flags: [{ path: 'seed', value: 3, name: '--seed' }],
    });
    assert.deepEqual([config.seed, originOf('seed')], [3, { from: 'flag', name: '--seed' }]);
    assert.equal(config.risk.dailyOrders, 5);
    assert.deepEqual([config.trading.epoch, originOf('trading.epoch')], ['1h', { from: 'file', name: file }]);
    assert.equal(config.trading.strategy, 'control');
    assert.deepEqual(originOf('trading.strategy'), { from: 'preset', name: 'original' });
  });

  it('takes the limits of the first HIVE with the preset "original"', () => {
    const { trading, risk, market } = load({ environment: { HIVE__PRESET: 'original' } }).config;
    assert.deepEqual([trading.strategy, trading.epoch, risk.cooldown], ['control', '2m', '2m']);
    assert.deepEqual([risk.maxOrderUsd, risk.maxOrderShare, risk.minBuyingPowerUsd], [75, 0.02, 25]);
    assert.equal(market.interval, '1d');
  });

  it('matches variables without regard to case and single underscores', () => {
    for (const name of ['HIVE__RISK__MAXORDERUSD', 'HIVE__RISK__MAX_ORDER_USD', 'HIVE__risk__maxOrderUsd']) {
      assert.equal(load({ environment: { [name]: '50' } }).config.risk.maxOrderUsd, 50, name);
    }
  });

  it('reads a variable as JSON when it parses, else as text', () => {
    const environment = { HIVE__TRADING__SYMBOLS: '["ETH/USD"]', HIVE__TRADING__EPOCH: '6h' };
    const { trading } = load({ environment }).config;
    assert.deepEqual([trading.symbols, trading.epoch], [['ETH/USD'], '6h']);
  });

  it('refuses a variable that names no setting, with the nearest one', () => {
    const error = refusal({ environment: { HIVE__RISK__MAXORDRUSD: '50' } });
    assert.equal(error.message, 'The environment variable HIVE__RISK__MAXORDRUSD names no setting.');
    assert.equal(error.next, 'Did you mean HIVE__RISK__MAXORDERUSD?');
  });

  it('refuses two variables for one setting', () => {
    const error = refusal({ environment: { HIVE__SEED: '1', HIVE__seed: '2' } });
    assert.match(error.message, /HIVE__SEED and HIVE__seed both set seed/);
  });

  it('refuses an unknown key with file, line and the nearest key', () => {
    const file = written('{\n  "risk": {"maxOrderUSDs": 5}\n}');
    const error = refusal({ file });
    assert.equal(error.code, 'UNKNOWN_SETTING');
    assert.equal(error.message, `${file}:2:28: there is no setting "risk.maxOrderUSDs".`);
    assert.equal(error.next, 'Did you mean "risk.maxOrderUsd"?');
  });

  it('finds the section of a key that stands in the wrong one', () => {
    assert.equal(refused('{"dailyLossUsd": 5}').next, 'Did you mean "risk.dailyLossUsd"?');
  });

  it('never shows the value of an unknown key or of one that looks secret', () => {
    assert.doesNotMatch(refused('{"apiSecret": "hunter2"}').message, /hunter2/);
  });

  for (const [content, said] of [
    ['{"mode": "live-ish"}', 'mode is "live-ish"; allowed: simulated, paper, live.'],
    ['{"seed": "42"}', 'seed is "42"; allowed: whole number from 0 to 4294967295.'],
    ['{"risk": {"maxOrderShare": 0.5}}', 'risk.maxOrderShare is 0.5; allowed: number from 0 to 0.02.'],
    ['{"risk": 5}', 'risk is 5; allowed: an object {…} of settings.'],
    ['{"risk": {"cooldown": "soon"}}', 'risk.cooldown is "soon"; allowed: a duration such as 2m, 6h or 1d.'],
    ['{"trading": {"epoch": "1m"}}', 'trading.epoch is "1m"; allowed: a duration from 2m to 1d.'],
    ['{"trading": {"epoch": "2d"}}', 'trading.epoch is "2d"; allowed: a duration from 2m to 1d.'],
    ['{"preset": "orignal"}', 'preset is "orignal"; allowed: default, original.'],
    [
      '{"market": {"crypto": {"symbols": ["XX"]}}}',
      'market.crypto.symbols.0 is ["XX"]; allowed: a crypto symbol.',
    ],
  ] as const) {
    it(`refuses ${content} with value and limit`, () => {
      const { message } = refused(content);
      assert.ok(message.endsWith(`: ${said}`), message);
    });
  }

  it('says all that is wrong, a line each', () => {
    const { message } = refused('{"seed": -1, "mode": "x", "nosuch": 1}');
    assert.equal(message.split('\n').length, 3);
  });

  it('names the variable whose value is wrong', () => {
    const error = refusal({ environment: { HIVE__SEED: 'x' } });
    assert.match(error.message, /^environment HIVE__SEED: seed is "x"/);
    assert.equal(error.next, 'Change or unset HIVE__SEED.');
  });

  for (const [what, content] of [
    ['is empty', '  \n'],
    ['is not valid at line 1, column 12', '{"seed": 42'],
    ['is not UTF-8 text', new Uint8Array([0x7b, 0xff, 0x7d])],
    ['is 1048577 bytes long', ' '.repeat(1_048_577)],
    ['holds no settings', '[1]'],
    ['"__proto__" is not allowed', '{"__proto__": {"mode": "paper"}}'],
  ] as const) {
    it(`refuses a file that ${what}`, () => {
      const error = refused(content);
      assert.equal(error.code, 'BAD_CONFIG_FILE');
      assert.ok(error.message.includes(what), error.message);
    });
  }

  it('refuses a folder, and a file that must exist but does not', () => {
    const directory = join(folder, 'directory.json');
    mkdirSync(directory);
    assert.match(refusal({ file: directory }).message, /is a folder, not a file/);
    assert.equal(refusal({ fileMustExist: true }).code, 'NO_CONFIG_FILE');
  });
});
