import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homePaths } from '../../src/lib/app/home.ts';
import { appendLine } from '../../src/lib/store/files/rotating-file.ts';
import {
  assertEnvelope,
  assertErrorEnvelope,
  hive,
  projectRoot,
  startHive,
  tempHome,
} from '../support/cli.ts';
import { CONTROL } from '../support/small-home.ts';

const line = (minute: number) =>
  JSON.stringify({
    ...{ level: 'info', time: `2026-11-22T12:${String(minute).padStart(2, '0')}:00.000Z`, pid: 1 },
    ...{ job: 'tick', event: 'end', exitCode: 0, message: `m${minute} done` },
  });

describe('hive logs on the command line', function () {
  this.timeout(60_000);

  it('follows across a rotation and ends on Ctrl-C with 130', async () => {
    const home = tempHome();
    const { hiveLog } = homePaths(home);
    const write = (minute: number) => appendLine(hiveLog, line(minute), { maxBytes: 300, files: 9 });
    for (const minute of [1, 2, 3]) write(minute);
    const child = startHive(['logs', '-f', '--last', '1'], { home });
    let shown = '';
    child.stdout.on('data', (text: Buffer) => {
      shown += text.toString();
    });
    while (!shown.includes('m3')) await once(child.stdout, 'data');
    for (const minute of [4, 5, 6, 7, 8]) write(minute);
    appendFileSync(hiveLog, 'damaged\n');
    write(9);
    while (!shown.includes('m9')) await once(child.stdout, 'data');
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    assert.equal(code, 130);
    assert.deepEqual(shown.match(/m\d/g), ['m3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9']);
  });

  it('has what a quiet tick did, and what a person did, as one document too', async () => {
    const home = tempHome();
    const quiet = await hive(['trade', 'tick', '--quiet'], { home, ...CONTROL });
    assert.deepEqual([quiet.code, quiet.stdout, quiet.stderr], [0, '', '']);
    await hive(['trade', 'halt', '--reason', 'a look', '--quiet'], { home });
    const halted = await hive(['trade', 'tick', '--quiet'], { home, ...CONTROL });
    assert.equal(halted.code, 6);
    const { stdout } = await hive(['logs', '--json'], { home });
    const { data } = await assertEnvelope(stdout, 'logs');
    const { lines } = data as { lines: { level: string; message: string; code: string | null }[] };
    assert.deepEqual(
      lines.map(({ level, message, code }) => [level, message, code]),
      [
        ['info', 'tick done', null],
        ['info', 'Trading halted: a look', null],
        ['warn', 'tick ended with exit code 6: HALTED', 'HALTED'],
      ],
    );
  });

  it('cannot follow as one document, and says what can', async () => {
    const { code, stdout } = await hive(['logs', '-f', '--json']);
    assert.equal(code, 2);
    assert.match(assertErrorEnvelope(stdout).next, /^The file has one JSON object a line: tail -F \//);
  });

  it('is told to the journal of systemd with priorities, and without colours', async () => {
    const home = tempHome();
    mkdirSync(join(home, 'state'));
    const path = join(home, 'stream');
    const fd = openSync(path, 'w');
    const { dev, ino } = fstatSync(fd, { bigint: true });
    const child = spawn(process.execPath, [join(projectRoot, 'bin', 'run.js'), 'trade', 'tick', '--bad'], {
      env: { HOME: home, HIVE_HOME: home, JOURNAL_STREAM: `${dev}:${ino}`, FORCE_COLOR: '1' },
      stdio: ['ignore', 'ignore', fd],
    });
    const [code] = await once(child, 'exit');
    closeSync(fd);
    assert.equal(code, 2);
    assert.match(readFileSync(path, 'utf8'), /^<3>Error: .+\n<3>Next: .+\n$/);
  });
});
