import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { assertEnvelope, assertErrorEnvelope, hive, projectRoot, tempHome } from '../support/cli.ts';
import { tradedHome } from '../support/traded-home.ts';

describe('hive data describe', function () {
  this.timeout(60_000);
  let home: string;
  before(async () => {
    home = await tradedHome();
  });

  it('prints one document of what was traded', async () => {
    const { code, stdout } = await hive(['data', 'describe', 'ETH-USD', '--what', 'trades', '--json'], {
      home,
    });
    const other = await hive(['data', 'describe', 'BTC-USD', '--what', 'trades', '--json'], { home });
    const told = code === 0 ? stdout : other.stdout;
    const { data } = await assertEnvelope(told, 'data-describe');
    assert.ok((data as { rows: number }).rows > 0);
  });

  it('shows a table of the bars', async () => {
    const { code, stdout } = await hive(['data', 'describe', 'BTC-USD', '--interval', '1d'], { home });
    assert.equal(code, 0);
    assert.match(stdout, /^SIMULATED.*\n\d+ bars of BTC\/USD 1d/);
    assert.match(stdout, /^close /m);
  });

  it('says in one sentence that danfo.js is not there', async () => {
    const args = ['data', 'describe', 'BTC-USD', '--engine', 'danfo'];
    const { code, stdout, stderr } = await hive([...args, '--json'], { home });
    assert.equal(code, 3);
    assert.equal(assertErrorEnvelope(stdout).code, 'NO_DANFO');
    assert.match(
      stderr,
      /^Error: danfo\.js is not installed beside HIVE or the home [^\n]+\nNext: [^\n]+\n$/,
    );
  });

  it('has its tables for scripts too: hive-trade/frame', () => {
    const folder = tempHome();
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(projectRoot, join(folder, 'node_modules', 'hive-trade'));
    const script =
      "import { columns } from 'hive-trade/frame';" +
      `const bars = await columns({ home: ${JSON.stringify(home)}, what: 'bars', symbol: 'BTC-USD', interval: '1d' });` +
      'process.stdout.write(JSON.stringify([Object.keys(bars), bars.time[0], typeof bars.close[0]]));';
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      ...{ cwd: folder, encoding: 'utf8', env: { HOME: folder } },
    });
    const [names, time, kind] = JSON.parse(stdout || `["${stderr}"]`);
    assert.deepEqual(names, ['time', 'open', 'high', 'low', 'close', 'volume']);
    assert.match(time, /^\d{4}-\d{2}-\d{2}T00:00:00\.000Z$/);
    assert.equal(kind, 'number');
  });
});
