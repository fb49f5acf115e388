import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportOutput } from '../../src/lib/app/schemas/report.ts';
import { assertEnvelope, assertErrorEnvelope, hive, projectRoot } from '../support/cli.ts';
import { tradedHome } from '../support/traded-home.ts';

const PAGE = join(projectRoot, 'docs', 'report.md');
const CONSOLE_BLOCK = /```console\n\$ hive (.+)\n([^`]*)```/;

describe('hive report', () => {
  it('writes Markdown and a page for their owner only, the same bytes each time', async () => {
    const home = await tradedHome();
    const args = ['report', '--daily', '--date', '2026-09-23', '--write'];
    const first = await hive(args, { home });
    const files = ['md', 'html'].map(ending => join(home, 'logs', 'reports', `2026-09-23.${ending}`));
    assert.deepEqual([first.code, first.stderr], [0, '']);
    assert.deepEqual(
      first.stdout.trimEnd().split('\n'),
      files.map(file => `Written: ${file}`),
    );
    for (const file of files) assert.equal(statSync(file).mode & 0o777, 0o600);
    const bytes = files.map(file => readFileSync(file, 'utf8'));
    const second = await hive([...args, '--quiet'], { home });
    assert.deepEqual([second.code, second.stdout], [0, '']);
    assert.deepEqual(
      files.map(file => readFileSync(file, 'utf8')),
      bytes,
    );
    assert.match(bytes[0]!, /^# Daily report 2026-09-23\n/);
    assert.match(bytes[1]!, /^<!doctype html>/);
  });

  it('is one document with --json, also for a week and where nothing was traded', async () => {
    const home = await tradedHome();
    const { code, stdout } = await hive(['report', '--weekly', '--date', '2026-09-30', '--json'], { home });
    assert.equal(code, 0);
    const data = (await assertEnvelope(stdout, 'report')).data as ReportOutput;
    assert.deepEqual([data.name, data.complete, data.trades, data.ticks.ran], ['2026-W40', true, [], 0]);
    assert.equal(data.profit.realised, '0.00');
  });

  it('refuses an ending that is no format before it looks at anything', async () => {
    const home = await tradedHome();
    const { code, stdout } = await hive(['report', '--output', 'day.txt', '--json'], { home });
    assert.equal(code, 2);
    assert.equal(assertErrorEnvelope(stdout).code, 'USAGE');
    assert.ok(!existsSync(join(home, 'day.txt')));
  });

  it('lets a schedule find nothing on the first day of a home, and says so', async () => {
    const home = await tradedHome();
    const asked = ['report', '--weekly', '--write', '--as-of', '2026-09-24T04:10:00Z'];
    const { code, stdout } = await hive([...asked, '--json'], { home });
    assert.equal(code, 0);
    assert.deepEqual((JSON.parse(stdout) as { data: { files: string[] } }).data.files, []);
    const quiet = await hive([...asked, '--quiet'], { home });
    assert.deepEqual([quiet.code, quiet.stdout, quiet.stderr], [0, '', '']);
    const file = join(home, 'week.html');
    const wanted = await hive(['report', '--weekly', '--output', file, ...asked.slice(-2)], { home });
    assert.deepEqual([wanted.code, existsSync(file)], [4, false]);
  });

  it('exits with 4 where there is no journal', async () => {
    const { code, stdout } = await hive(['report', '--daily', '--json']);
    assert.equal(code, 4);
    assert.equal(assertErrorEnvelope(stdout).code, 'NO_JOURNAL');
  });
});

describe('docs/report.md', () => {
  it('shows what its command prints', async () => {
    const home = await tradedHome();
    const page = readFileSync(PAGE, 'utf8');
    const [block, line, printed] = CONSOLE_BLOCK.exec(page)!;
    const { stdout, stderr } = await hive(line!.split(' '), { home });
    const now = (stdout + stderr).trimEnd();
    if (process.env.UPDATE_DOCS)
      writeFileSync(
        PAGE,
        page.replace(block, () => `\`\`\`console\n$ hive ${line}\n${now}\n\`\`\``),
      );
    else assert.equal(now, printed!.trimEnd());
  });
});
