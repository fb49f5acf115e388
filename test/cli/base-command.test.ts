import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../support/cli.ts';

const url = (path: string) => JSON.stringify(pathToFileURL(join(projectRoot, path)).href);

/** A program that is one command, whose `work` has this body. */
function commandFile(body: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'hive-command-')), 'command.mjs');
  writeFileSync(
    file,
    `import { HiveCommand } from ${url('src/base-command.ts')};
     import { fail } from ${url('src/main.ts')};
     class Fake extends HiveCommand {
       static schemaName = 'fake';
       static id = 'fake';
       async work() { ${body} }
     }
     const argv = process.argv.slice(2);
     Fake.run(argv, ${JSON.stringify(projectRoot)}).catch(error => { process.exitCode = fail(error, argv); });`,
  );
  return file;
}

async function command(body: string, args: readonly string[] = []) {
  const home = mkdtempSync(join(tmpdir(), 'hive-home-'));
  const child = spawn(process.execPath, [commandFile(body), ...args, '--home', home]);
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', chunk => {
      written[name] += chunk;
    });
  }
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { code, ...written };
}

const OUTCOME = `return { data: { n: 1 }, text: () => 'one', warnings: ['Old data.'], exitCode: 7 };`;

describe('HiveCommand', () => {
  it('prints text to stdout, warnings to stderr and takes the exit code of the outcome', async () => {
    assert.deepEqual(await command(OUTCOME), { code: 7, stdout: 'one\n', stderr: 'Warning: Old data.\n' });
  });

  it('puts everything into one document with --json', async () => {
    const { code, stdout, stderr } = await command(OUTCOME, ['--json', '--as-of', '2026-01-01']);
    assert.deepEqual([code, stderr, stdout.split('\n').length], [7, '', 2]);
    assert.deepEqual(JSON.parse(stdout), {
      ok: true,
      schema: 'hive.fake/1',
      asOf: '2026-01-01T00:00:00.000Z',
      mode: 'simulated',
      data: { n: 1 },
      warnings: ['Old data.'],
    });
  });

  it('makes the text only when a person reads it', async () => {
    const body = `return { data: {}, text: () => { throw new Error('made') } };`;
    assert.equal((await command(body, ['--json'])).code, 0);
    assert.equal((await command(body, ['--quiet'])).code, 0);
    assert.equal((await command(body)).code, 1);
  });

  it('talks and shows progress on stderr, and is silent with --quiet and --json', async () => {
    const body = `
      this.say('Working');
      const progress = this.progress('Fold', 2);
      progress.update(1);
      progress.finish();
      return { data: {}, text: 'done' };`;
    assert.deepEqual(await command(body), { code: 0, stdout: 'done\n', stderr: 'Working\nFold: 50 %\n' });
    assert.deepEqual(await command(body, ['--quiet']), { code: 0, stdout: '', stderr: '' });
    assert.equal((await command(body, ['--json'])).stderr, '');
  });

  it('gives the fixed clock of --as-of and the seed of --seed', async () => {
    const body = `
      const { config } = await this.settings();
      return { data: {}, text: this.clock.now() + ' ' + config.seed };`;
    assert.equal(
      (await command(body, ['--as-of', '1000000000000', '--seed', '9'])).stdout,
      '1000000000000 9\n',
    );
  });

  it('reports what it did not expect as a bug, without a stack', async () => {
    const { code, stderr } = await command(`null.x`);
    assert.equal(code, 1);
    assert.match(stderr, /^Error: Unexpected failure: .*\nNext: .*HIVE_DEBUG=1.*\n$/);
  });
});
