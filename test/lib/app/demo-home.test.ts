import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoHome, keepConfig, makeDemoHome, refuseRealMarket } from '../../../src/lib/app/demo-home.ts';
import { homePaths } from '../../../src/lib/app/home.ts';
import { configSchema } from '../../../src/lib/config/schema.ts';
import { hiveError } from '../../support/hive-error.ts';
import { modeOf, tempFolder } from '../../support/temp-folder.ts';

describe('demoHome', () => {
  const cwd = tempFolder();

  it('is the first free hive-demo in the working folder', () => {
    assert.equal(demoHome(undefined, cwd()), join(cwd(), 'hive-demo'));
    mkdirSync(join(cwd(), 'hive-demo'));
    writeFileSync(join(cwd(), 'hive-demo-2'), '');
    assert.equal(demoHome(undefined, cwd()), join(cwd(), 'hive-demo-3'));
  });

  it('is the folder that was named, when it is new or empty', () => {
    mkdirSync(join(cwd(), 'empty'));
    assert.equal(demoHome('empty', cwd()), join(cwd(), 'empty'));
    assert.equal(demoHome('new/one', cwd()), join(cwd(), 'new', 'one'));
  });

  it('is no folder with something in it', () => {
    writeFileSync(join(cwd(), 'mine.txt'), '');
    assert.throws(() => demoHome('.', cwd()), hiveError('HOME_NOT_EMPTY', /is not empty/));
  });
});

describe('makeDemoHome', () => {
  const cwd = tempFolder();

  it('keeps the seed that was asked for, in a file that is the owner’s alone', () => {
    const paths = homePaths(join(cwd(), 'hive-demo'));
    makeDemoHome(paths, 7);
    const written = configSchema.parse(JSON.parse(readFileSync(paths.config, 'utf8')));
    assert.equal(written.seed, 7);
    assert.equal(modeOf(paths.config), 0o600);
  });

  it('keeps a configuration that was named as it is', () => {
    const paths = homePaths(join(cwd(), 'hive-demo'));
    const file = join(cwd(), 'mine.json');
    writeFileSync(file, '{ "seed": 9 } // mine');
    makeDemoHome(paths, undefined);
    keepConfig(paths, file, undefined);
    assert.equal(readFileSync(paths.config, 'utf8'), '{ "seed": 9 } // mine');
    assert.equal(modeOf(paths.config), 0o600);
  });

  it('keeps the seed that was asked for in place of that of the configuration', () => {
    const paths = homePaths(join(cwd(), 'hive-demo'));
    const file = join(cwd(), 'mine.json');
    writeFileSync(file, '{ "seed": 9, "learning": { "window": 300 } } // mine');
    makeDemoHome(paths, 7);
    keepConfig(paths, file, 7);
    const written = JSON.parse(readFileSync(paths.config, 'utf8'));
    assert.deepEqual(written, { seed: 7, learning: { window: 300 } });
  });
});

describe('refuseRealMarket', () => {
  it('lets the simulated market pass and no other', () => {
    refuseRealMarket(configSchema.parse({}));
    const csv = configSchema.parse({ market: { crypto: { source: 'csv' } } });
    assert.throws(() => refuseRealMarket(csv), hiveError('NOT_SIMULATED', /csv bars/));
    assert.throws(() => refuseRealMarket(configSchema.parse({ mode: 'paper' })), hiveError('NOT_SIMULATED'));
  });
});
