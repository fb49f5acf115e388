import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hive, projectRoot } from '../support/cli.ts';
import { tradedHome } from '../support/traded-home.ts';

const CONSOLE_BLOCK = /```console\n\$ hive (.+)\n([^`]*)```/g;
const PAGE = join(projectRoot, 'docs', 'audit.md');

describe('docs/audit.md', () => {
  it('shows what its commands print', async () => {
    const home = await tradedHome();
    let page = readFileSync(PAGE, 'utf8');
    const examples = [...page.matchAll(CONSOLE_BLOCK)];
    assert.ok(examples.length >= 6);
    for (const [block, line, printed] of examples) {
      const { stdout, stderr } = await hive(line!.split(' '), { home });
      const now = (stdout + stderr).trimEnd();
      if (process.env.UPDATE_DOCS)
        page = page.replace(block, () => `\`\`\`console\n$ hive ${line}\n${now}\n\`\`\``);
      else assert.equal(now, printed!.trimEnd(), line);
    }
    if (process.env.UPDATE_DOCS) writeFileSync(PAGE, page);
  });
});
