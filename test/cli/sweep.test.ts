import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { homePaths } from '../../src/lib/app/home.ts';
import type { SweepOutput } from '../../src/lib/app/schemas/sweep.ts';
import {
  assertEnvelope,
  assertErrorEnvelope,
  hive,
  projectRoot,
  startHive,
  tempHome,
} from '../support/cli.ts';

const NOW = ['--as-of', '2026-11-22T00:00:00Z'];
const DAILY = ['sweep', '--strategy', 'sma-cross', '-s', 'BTC-USD', ...NOW];
const GRID = [...DAILY, '-p', 'fast=5:20:5', '-p', 'slow=10:40:10'];
const DIP_BUYER = readFileSync(join(projectRoot, 'examples', 'strategies', 'dip-buyer.ts'), 'utf8');
/** The same with some work at each bar, so that a signal falls into the middle of a sweep. */
const SLOW = DIP_BUYER.replace(
  'return bar => {',
  'return bar => { for (let i = 0; i < 2e3; i++) top += i % 1;',
);
const OWN = ['sweep', '--strategy', './mine.ts', '-s', 'BTC-USD', ...NOW];
const LONG = [...OWN, '-p', 'drop=0.01:0.64:0.01'];
const LONG_POINTS = 64;

/** A new home with a strategy of one's own in it. */
function homeWith(strategy: string): string {
  const home = tempHome();
  writeFileSync(join(home, 'mine.ts'), strategy);
  return home;
}

async function dataOf(stdout: string): Promise<SweepOutput> {
  const { data } = await assertEnvelope(stdout, 'sweep');
  return data as SweepOutput;
}

/** Starts the long sweep, sends it `signal` when some of it is done, and waits for its end. */
async function interrupted(home: string, signal: NodeJS.Signals) {
  const child = startHive([...LONG, '--workers', '1'], { home });
  child.stdin.end();
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => {
    stderr += text;
    if (!child.killed && /[1-9]0 %/.test(stderr)) child.kill(signal);
  });
  child.stdout.resume();
  const [code, died] = await once(child, 'close');
  return { code, died, stderr };
}

/** Runs of points that a sweep which is not done has left in the store of a home. */
function storedPoints(home: string): number {
  const db = new DatabaseSync(homePaths(home).db, { readOnly: true });
  const { points } = db.prepare('SELECT count(*) AS points FROM sweep_points').get()!;
  db.close();
  return Number(points);
}

describe('hive sweep', () => {
  it('prints one document with --json and nothing else', async () => {
    const { code, stdout, stderr } = await hive([...GRID, '--json']);
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    const data = await dataOf(stdout);
    assert.ok(data.complete);
    assert.deepEqual([data.points, data.invalid_points, data.walk_forward?.folds.length], [12, 4, 5]);
  });

  it('says loudly when it ranks in sample, and fits the terminal', async () => {
    const args = [...GRID, '--no-walk-forward'];
    const { stdout, stderr } = await hive(args, { env: { COLUMNS: '60' } });
    assert.match(stdout, /^IN SAMPLE: no day was kept back/m);
    assert.match(stderr, /^Warning: IN SAMPLE: /m);
    const wide = stdout.split('\n').filter(line => line.length > 60);
    assert.deepEqual(
      wide.filter(line => !line.startsWith('  hive backtest')),
      [],
    );
  });

  it('tells of each repair of a file', async () => {
    const home = tempHome();
    const rows = Array.from({ length: 300 }, (_, day) => {
      const price = 100 + 10 * Math.sin(day / 9);
      return [new Date(Date.UTC(2024, 0, 1 + day)).toISOString(), price, price, price, price, 1].join(',');
    });
    const lines = ['time,open,high,low,close,volume', ...rows, rows[7]!];
    writeFileSync(join(home, 'twice.csv'), lines.join('\n'));
    const { code, stderr } = await hive([...GRID, '--bars', 'twice.csv'], { home });
    assert.equal(code, 0, stderr);
    assert.match(
      stderr,
      /^Warning: BTC\/USD: 1 row dropped \(duplicate\), the first in line 302: 2024-01-08/m,
    );
  });

  it('that was killed goes on where it was and ends with the same bytes', async () => {
    const [killed, calm] = [homeWith(SLOW), homeWith(SLOW)];
    const { died } = await interrupted(killed, 'SIGKILL');
    assert.equal(died, 'SIGKILL');
    const stored = storedPoints(killed);
    assert.ok(stored > 0 && stored < LONG_POINTS, `${stored}`);
    const again = await hive([...LONG, '--workers', '2', '--json'], { home: killed });
    const expected = await hive([...LONG, '--json'], { home: calm });
    assert.equal(again.code, 0, again.stderr);
    assert.equal(again.stdout, expected.stdout);
    assert.equal(storedPoints(killed), 0);
  });

  it('that is interrupted says what is stored and exits with 130', async () => {
    const home = homeWith(SLOW);
    const { code, stderr } = await interrupted(home, 'SIGINT');
    assert.equal(code, 130, stderr);
    const told = /^Warning: Stopped: (\d+) of 64 runs are stored; the same command goes on/m.exec(stderr);
    assert.equal(Number(told?.[1]), storedPoints(home), stderr);
  });

  it("searches a strategy of one's own, whose errors come with file and line", async () => {
    const args = [...OWN, '-p', 'drop=0.02:0.2:0.02', '--json'];
    const { code, stdout, stderr } = await hive(args, { home: homeWith(DIP_BUYER) });
    assert.equal(code, 0, stderr);
    const data = await dataOf(stdout);
    assert.ok(data.complete);
    assert.deepEqual([data.strategy, data.points], ['dip-buyer', 10]);
    assert.match(data.module_sha256!, /^[0-9a-f]{64}$/);
    const faulty = DIP_BUYER.replace('return bar => {', 'return bar => { bar.no.thing;');
    const broken = await hive(args, { home: homeWith(faulty) });
    assert.equal(broken.code, 2);
    assert.match(assertErrorEnvelope(broken.stdout).message, /mine\.ts:10\b.*TypeError/);
  });

  const REFUSED: readonly (readonly [string, readonly string[], number, string])[] = [
    ['the forest', ['sweep', '--strategy', 'forest', '-p', 'fast=1,2'], 2, 'NOT_SWEPT'],
    ['too few days', [...GRID, '--from', '2026-10-22'], 4, 'TOO_FEW_DAYS'],
  ];
  for (const [what, args, exit, name] of REFUSED) {
    it(`refuses ${what} with exit code ${exit}`, async () => {
      const { code, stdout } = await hive([...args, '--json']);
      assert.equal(code, exit);
      const error = assertErrorEnvelope(stdout);
      assert.equal(error.code, name);
      assert.ok(error.next.length > 10);
    });
  }
});
