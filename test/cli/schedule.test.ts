import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  assertEnvelope,
  assertErrorEnvelope,
  hive,
  projectRoot,
  startHive,
  tempHome,
} from '../support/cli.ts';

/** A crontab(1) that keeps its table in $CRONTAB_FILE, as Debian's does in /var/spool/cron. */
const CRONTAB = `#!/bin/sh
case "$1" in
  -l) if [ -f "$CRONTAB_FILE" ]; then cat "$CRONTAB_FILE"; else echo 'no crontab for ann' >&2; exit 1; fi ;;
  -r) rm "$CRONTAB_FILE" ;;
  -) cat > "$CRONTAB_FILE" ;;
  *) echo 'usage error' >&2; exit 1 ;;
esac
`;

function machine(crontab: string) {
  const home = tempHome();
  const bin = join(home, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'crontab'), CRONTAB);
  chmodSync(join(bin, 'crontab'), 0o755);
  const file = join(home, 'table');
  writeFileSync(file, crontab);
  const env = { PATH: `${bin}:${process.env.PATH}`, CRONTAB_FILE: file };
  return { home, env, table: () => readFileSync(file, 'utf8') };
}

describe('hive schedule', () => {
  it('goes into a crontab and out of it again, byte for byte', async () => {
    const own = '# mine\r\n0 5 * * * backup %d\n\n';
    const { home, env, table } = machine(own);
    const asked = await hive(['schedule', 'install', '--cron', '--json'], { home, env });
    assert.deepEqual([asked.code, assertErrorEnvelope(asked.stdout).code], [2, 'NO_TERMINAL']);
    const first = await hive(['schedule', 'install', '--cron', '--yes', '--json'], { home, env });
    assert.equal(first.code, 0, first.stderr);
    await assertEnvelope(first.stdout, 'schedule-install');
    const installed = table();
    assert.ok(installed.startsWith(`${own}# BEGIN hive ${home}\n`));
    const again = await hive(['schedule', 'install', '--cron', '--yes', '--quiet'], { home, env });
    assert.deepEqual([again.code, again.stdout, table()], [0, '', installed]);
    const shown = await hive(['schedule', 'show', '--json'], { home, env });
    await assertEnvelope(shown.stdout, 'schedule-show');
    assert.deepEqual(JSON.parse(shown.stdout).data.drift, []);
    const out = await hive(['schedule', 'uninstall'], { home, env });
    assert.deepEqual([out.code, table()], [0, own]);
  });

  it('wants to know where to install, and takes a flag only where it means something', async () => {
    for (const line of [
      [],
      ['--cron', '--systemd'],
      ['--cron', '--system'],
      ['--systemd', '--instance', 'A B'],
    ]) {
      const { code, stderr } = await hive(['schedule', 'install', ...line, '--dry-run']);
      assert.equal(code, 2, stderr);
    }
  });

  it('runs in the foreground until SIGTERM, one a home, and notes both', async () => {
    const home = tempHome();
    const note = () => JSON.parse(readFileSync(join(home, 'state', 'schedule.json'), 'utf8'));
    const child = startHive(['schedule', 'run', '--json'], { home });
    let stdout = '';
    child.stdout.on('data', chunk => {
      stdout += chunk;
    });
    const ended = new Promise<number | null>(resolve => child.once('close', resolve));
    while (!stdout.includes('\n')) await sleep(20);
    await assertEnvelope(stdout, 'schedule-run');
    assert.deepEqual([note().by, note().tickMinutes, note().endedMs], ['run', 2, undefined]);
    const second = await hive(['schedule', 'run', '--json'], { home });
    assert.deepEqual([second.code, assertErrorEnvelope(second.stdout).code], [75, 'BUSY']);
    const { stdout: shown } = await hive(['schedule', 'show', '--json'], { home });
    assert.deepEqual(JSON.parse(shown).data.installed[0].process, String(child.pid));
    child.kill('SIGTERM');
    assert.equal(await ended, 143);
    assert.ok(note().endedMs >= note().sinceMs);
  });

  it('does what its page says: each command line of it that ends by itself', async () => {
    const page = readFileSync(join(projectRoot, 'docs', 'scheduling.md'), 'utf8');
    const lines = page.split('\n').filter(line => /^hive (?!schedule run)/.test(line));
    assert.ok(lines.length >= 10);
    const { home, env } = machine('');
    for (const line of lines) {
      const { code, stderr } = await hive(line.split(' ').slice(1), { home, env });
      assert.equal(code, 0, `${line}: ${stderr}`);
    }
  });
});
