import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDanfo, loadDanfo } from '../../../../src/lib/frame/danfo/load-danfo.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const folder = tempFolder();

function install(script: string): string {
  const home = join(realpathSync(folder()), 'node_modules', 'danfojs-node');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"name":"danfojs-node","main":"index.js"}');
  writeFileSync(join(home, 'index.js'), script);
  return join(home, 'index.js');
}

describe('danfo.js', () => {
  it('is found beside a home that is in its folder, without being loaded', () => {
    const file = install('throw new Error("loaded");');
    const home = join(folder(), 'notebook', 'hive-demo');
    mkdirSync(home, { recursive: true });
    assert.equal(findDanfo(home), file);
  });

  it('that is not there is one sentence with the way out', async () => {
    assert.equal(findDanfo(folder()), null);
    await assert.rejects(loadDanfo(folder()), hiveError('NO_DANFO', /is not installed/));
  });

  it('that cannot be loaded is one sentence with the reason', async () => {
    install('throw new Error("no library\\nsecond line");');
    await assert.rejects(loadDanfo(folder()), error => {
      assert.match(String(error), /cannot be loaded: no library$/);
      return hiveError('BAD_DANFO')(error);
    });
  });
});
