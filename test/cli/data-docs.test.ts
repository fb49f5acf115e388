import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hive, projectRoot, tempHome } from '../support/cli.ts';

const CONSOLE_BLOCK = /```console\n\$ hive (.+)\n([^`]*)```/g;

/** Words of a command line; double quotes hold words together. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(match => match[1] ?? match[2] ?? '');

describe('docs/data.md', () => {
  it('shows what its commands print, run one after the other', async () => {
    const page = readFileSync(join(projectRoot, 'docs', 'data.md'), 'utf8');
    const examples = [...page.matchAll(CONSOLE_BLOCK)];
    assert.ok(examples.length >= 8);
    const home = tempHome();
    for (const [, line, printed] of examples) {
      const { stdout, stderr } = await hive(wordsOf(line!), { home, cwd: projectRoot });
      assert.equal((stdout + stderr).trimEnd(), printed!.trimEnd(), line);
    }
  });
});
