import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const chaos = (...args: string[]) =>
  spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', maxBuffer: 16 * 1_048_576 });

const numberIn = (text: string, pattern: RegExp): number =>
  Number(pattern.exec(text)?.[1]?.replaceAll(',', '') ?? Number.NaN);

describe('ticks in simulated worlds', function () {
  this.timeout(900_000);

  it('keep every promise at every crash point under every fault, 100,000 ticks long', () => {
    const { stdout, stderr, status } = chaos('--seeds', '12', '--share', '8', '--workers', '2');
    assert.equal(status, 0, `${stdout}\n${stderr}`);
    assert.match(
      stdout,
      /Duplicate orders: 0\nLost records: 0\nLimit breaches: 0\nRuns with anything broken: 0\n/,
    );
    assert.ok(numberIn(stdout, /ticks ([\d,]+)/) >= 100_000, stdout);
    assert.ok(numberIn(stdout, /orders ([\d,]+)/) >= 10_000, stdout);
    // A line for each tenth.
    assert.equal(stderr.trim().split('\n').length, 10);
  });

  it('run again, alone, from the command of one of them', () => {
    const args = [
      '--seed',
      '3',
      '--ticks',
      '6',
      '--broker',
      'alpaca',
      '--fault',
      'reset-after',
      '--crash',
      '30',
    ];
    const [first, again] = [chaos(...args), chaos(...args)];
    assert.equal(first.status, 0, first.stderr);
    const digest = (text: string) => /SHA-256 of the journal: ([0-9a-f]{64})/.exec(text)?.[1];
    assert.ok(digest(first.stdout));
    assert.equal(digest(first.stdout), digest(again.stdout));
  });
});
