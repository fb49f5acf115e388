import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hive, tempHome } from '../support/cli.ts';
import { smallHome } from '../support/small-home.ts';

/** Trainings of a small configuration, and enough days for the control arm to trade. */
const DAYS = ['--days', '12', '--as-of', '2026-11-22T10:00:00Z'];

/** Every file that the same seed must give again, by its name. */
function bytesOf(home: string): Map<string, string> {
  const models = readdirSync(join(home, 'models')).map(file => join('models', file));
  const files = [...models, 'state/journal.jsonl'];
  return new Map(files.map(file => [file, readFileSync(join(home, file), 'utf8')]));
}

async function live(seed: number): Promise<{ home: string; report: string }> {
  const home = join(tempHome(), 'demo');
  const config = join(smallHome(), 'hive.config.json');
  const { code, stdout, stderr } = await hive([
    'demo',
    ...DAYS,
    '--config',
    config,
    '--seed',
    String(seed),
    '--home',
    home,
    '--json',
  ]);
  assert.equal(code, 0, stderr);
  return { home, report: stdout.replaceAll(home, 'HOME') };
}

describe('two runs with the same seed', function () {
  this.timeout(120_000);

  it('give the same bytes: models, journal, predictions and report', async () => {
    const [first, second] = await Promise.all([live(5), live(5)]);
    const files = bytesOf(first.home);
    assert.ok(files.size > 4);
    assert.deepEqual([...bytesOf(second.home)], [...files]);
    assert.equal(second.report, first.report);
  });

  it('differ from a run with another seed', async () => {
    const [first, second] = await Promise.all([live(5), live(6)]);
    const journal = 'state/journal.jsonl';
    assert.notEqual(bytesOf(second.home).get(journal), bytesOf(first.home).get(journal));
  });
});
