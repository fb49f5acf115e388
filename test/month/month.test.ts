import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Figures } from './summary.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const month = (...args: string[]) => spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });

/** What a short life meets too, each at least once; where nothing may be mounted no disk is full. */
const ALL = [
  ...['own-process', 'killed', 'overlapping', 'clock-ahead', 'clock-behind', 'machine-off', 'halted'],
  ...[
    'bad-config',
    'no-stock-bars',
    'other-settings',
    'model-damaged',
    'store-deleted',
    'restart',
    'disk-full',
  ],
];

describe('a home that lives through its slots', function () {
  this.timeout(300_000);

  it('keeps every promise through three hours in which everything happens', () => {
    const { stdout, stderr, status } = month('--hours', '3', '--small', '--json', '--replays', '5');
    assert.notEqual(stdout, '', stderr);
    const { kept, checks, struck, leftOut, jobs } = JSON.parse(stdout) as Figures;
    const broken = checks.flatMap(check => check.broken);
    assert.deepEqual({ broken, kept, status }, { broken: [], kept: true, status: 0 });
    assert.deepEqual(
      ALL.filter(name => !((struck[name] ?? 0) > 0)),
      leftOut,
    );
    const [tick, cycle] = jobs;
    assert.ok(tick!.runs >= 80 && tick!.missed > 0, JSON.stringify(tick));
    assert.ok(cycle!.runs >= 50, JSON.stringify(cycle));
  });

  it('says which option is wrong', () => {
    const { status, stderr } = month('--days', 'many');
    assert.equal(status, 2);
    assert.equal(stderr, '--days many is not a whole number above 0\n');
  });
});
