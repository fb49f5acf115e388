import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOME_VALUES, shellValues } from '../../../../src/lib/app/completion/shell-values.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { configKeys } from '../../../../src/lib/config/config-keys.ts';
import { faultNames } from '../../../../src/lib/sandbox/faults/catalogue.ts';
import { ModelDir } from '../../../../src/lib/store/files/model-dir.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { folderPrints } from '../../../support/folder-prints.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('values for a shell', () => {
  const folder = tempFolder();
  const paths = () => homePaths(folder());

  it('are those of the configuration and of the store', async () => {
    writeFileSync(paths().config, '{ "market": { "crypto": { "symbols": ["SOL/USD"] } } } // short');
    const store = openStore(paths().db);
    store.runs.put({
      ...{ id: 'bt-1', kind: 'backtest', atMs: 1, fingerprint: 'f', summary: '{}', document: '{}' },
    });
    store.close();
    new ModelDir(paths().models).write('crypto-20261122t0000-1a2b3c4d', {});
    const symbols = await shellValues(paths, 'symbols');
    assert.equal(symbols[0], 'SOL/USD');
    assert.ok(symbols.includes('AAPL'), 'what the file leaves open is as by default');
    assert.deepEqual(await shellValues(paths, 'backtests'), ['bt-1']);
    assert.deepEqual(await shellValues(paths, 'models'), ['crypto-20261122t0000-1a2b3c4d']);
  });

  it('are those of the code', async () => {
    assert.deepEqual(await shellValues(paths, 'faults'), faultNames);
    assert.ok((await shellValues(paths, 'strategies')).includes('sma-cross'));
    assert.deepEqual(
      await shellValues(paths, 'settings'),
      configKeys().map(({ path }) => path),
    );
  });

  it('make and change nothing', async () => {
    const before = folderPrints(folder());
    for (const kind of HOME_VALUES) await shellValues(paths, kind);
    assert.deepEqual(folderPrints(folder()), before);
  });

  it('are none where nothing can be read, without a word', async () => {
    writeFileSync(paths().config, '{ broken');
    mkdirSync(paths().state);
    writeFileSync(paths().db, 'no database');
    mkdirSync(paths().models);
    writeFileSync(join(paths().models, 'Not A Model.json'), '{}');
    assert.deepEqual(await shellValues(paths, 'symbols'), []);
    assert.deepEqual(await shellValues(paths, 'backtests'), []);
    assert.deepEqual(await shellValues(paths, 'models'), []);
    assert.deepEqual(readdirSync(folder()).sort(), ['hive.config.json', 'models', 'state']);
  });
});
