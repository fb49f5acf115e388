import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { LabOutput } from '../../src/lib/app/schemas/lab.ts';
import { assertEnvelope, assertErrorEnvelope, hive, startHive, tempHome } from '../support/cli.ts';

const SMALL = ['--seeds', '4', '--ticks', '120'];

describe('hive lab', () => {
  it('holds every bar in a quick run', async function () {
    // About a minute on two cores.
    this.timeout(600_000);
    const { code, stdout } = await hive(['lab', '--quick', '--json']);
    const output = (await assertEnvelope(stdout, 'lab')).data as LabOutput;
    assert.ok(output.complete);
    const missed = output.experiments.flatMap(({ id, findings }) =>
      findings.filter(({ verdict }) => verdict === 'missed').map(finding => `${id}: ${finding.id}`),
    );
    assert.deepEqual([missed, code], [[], 0]);
    assert.ok(output.held > 50, `${output.held} bars held`);
  });

  it('prints one document with --json and nothing else', async () => {
    const { code, stdout, stderr } = await hive(['lab', 'control-arm', ...SMALL, '--quick', '--json']);
    assert.equal(code, 0, stderr);
    assert.equal(stderr, '');
    const { data } = await assertEnvelope(stdout, 'lab');
    const output = data as LabOutput;
    assert.ok(output.complete);
    assert.deepEqual([output.trials, output.missed, output.quick], [8, 0, true]);
  });

  it('exits 7 when a bar is missed, and says which', async () => {
    const { code, stdout } = await hive(['lab', 'power', '--market', 'E1', ...SMALL], {
      env: { COLUMNS: '100' },
    });
    assert.equal(code, 7);
    assert.match(stdout, /never .*MISSED/);
    assert.match(stdout, /0 bars held, [1-9]\d* missed/);
  });

  it('shows what a piece of honesty was worth, and fits the terminal', async () => {
    const { code, stdout } = await hive(['lab', 'reset', ...SMALL, '--quick', '--no-reset'], {
      env: { COLUMNS: '60' },
    });
    assert.ok(code === 0 || code === 7);
    assert.match(stdout, /Without the detector: nothing ever starts again/);
    assert.deepEqual(
      stdout.split('\n').filter(line => line.length > 60),
      [],
    );
  });

  it('refuses an unknown experiment with the nearest one', async () => {
    const { code, stdout } = await hive(['lab', 'powr', '--json']);
    assert.equal(code, 2);
    const error = await assertErrorEnvelope(stdout);
    assert.equal(error.next, 'Did you mean power?');
  });

  it('stops at a signal and says how far it was', async () => {
    const child = startHive(['lab', 'false-promotion', '--workers', '1'], { home: tempHome() });
    child.stdin.end();
    child.stdout.resume();
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => {
      stderr += text;
      if (!child.killed && /0 %/.test(stderr)) child.kill('SIGINT');
    });
    const [code] = await once(child, 'close');
    assert.equal(code, 130);
    assert.match(stderr, /Stopped: \d+ of \d+ pieces of work were done/);
  });

  it('real says what to do where no real bars are stored', async () => {
    const { code, stdout } = await hive(['lab', 'real', '--json']);
    assert.equal(code, 4);
    const error = await assertErrorEnvelope(stdout);
    assert.match(error.next, /hive data import/);
  });
});
