import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hive, projectRoot, tempHome } from '../support/cli.ts';

const page = readFileSync(join(projectRoot, 'docs/shell.md'), 'utf8');
const lines = [...page.matchAll(/```sh\n([^`]+)```/g)].flatMap(([, block]) => block!.trim().split('\n'));

describe('docs/shell.md', () => {
  it('has command lines that work as they are written', async () => {
    const cwd = tempHome();
    writeFileSync(join(cwd, 'keys.txt'), 'PKID\nsecret\n', { mode: 0o600 });
    const env = { HIVE_HOME: join(cwd, 'first') };
    for (const line of lines) {
      const args = line.split(' ').slice(1);
      // No test asks the real broker.
      const offline = args.includes('--keys-from') ? [...args, '--no-check'] : args;
      const { code, stderr } = await hive(offline, { cwd, env });
      assert.equal(code, 0, `${line}: ${stderr}`);
    }
    for (const home of ['first', 'hive', 'paper', 'live'])
      assert.ok(existsSync(join(cwd, home, 'hive.config.json')), home);
  });

  it('installs completion by lines that hive completion --help shows too', async () => {
    const { stdout } = await hive(['completion', '--help']);
    const help = stdout.replaceAll(/\s+/g, ' ');
    for (const [, line] of page.matchAll(/\| (?:bash|zsh|fish) \| `([^`]+)`/g))
      assert.ok(help.includes(line!), line);
  });
});
