import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS, faultNames } from '../../src/lib/sandbox/faults/catalogue.ts';
import { parseFault } from '../../src/lib/sandbox/faults/parse-fault.ts';
import { projectRoot, startHive, tempHome } from '../support/cli.ts';
import { assertGenerated } from '../support/generated-block.ts';

const path = join(projectRoot, 'docs', 'sandbox.md');
const CONSOLE_BLOCK = /```console\n\$ (.+)\n([^`]*)```/g;

/** Keys and folders are of the place where a sandbox runs. */
const anywhere = (text: string, home = '/home/you'): string =>
  text
    .replaceAll(home, '/home/you')
    .replaceAll(/PKSANDBOX[0-9A-F]{11}/g, 'PKSANDBOX0123456789A')
    .replaceAll(/sandbox-[0-9a-f]{32}/g, 'sandbox-0123456789abcdef0123456789abcdef')
    .trimEnd();

async function textUntil(child: ChildProcessWithoutNullStreams, end: string): Promise<string> {
  let text = '';
  while (!text.includes(end)) text += String((await once(child.stdout, 'data'))[0]);
  return text;
}

/** What a command prints; whatever its exit code. */
const printed = (command: string, options: { cwd: string; env: Record<string, string> }): Promise<string> =>
  new Promise(resolve => {
    execFile('/bin/sh', ['-c', command], options, (_, stdout, stderr) => resolve(stdout + stderr));
  });

describe('docs/sandbox.md', () => {
  it('shows what its commands print, run one after the other', async () => {
    const page = readFileSync(path, 'utf8');
    const shell = /```sh\n([^`]*)```/.exec(page)?.[1] ?? '';
    const cwd = tempHome();
    let sandbox: ChildProcessWithoutNullStreams | undefined;
    let keys: Record<string, string> = {};
    const said: string[] = [];
    try {
      for (const [, line = ''] of page.matchAll(CONSOLE_BLOCK)) {
        if (line.startsWith('hive sandbox ')) {
          sandbox = startHive(line.split(' ').slice(1), { cwd });
          const text = await textUntil(sandbox, 'Ctrl-C.\n');
          keys = Object.fromEntries(
            [...text.matchAll(/export (\w+)=(\S+)/g)].map(match => [match[1], match[2]]),
          );
          said.push(anywhere(text, cwd));
        } else {
          const env = { PATH: process.env.PATH ?? '', ...keys };
          said.push((await printed(`${shell}\n${line}`, { cwd, env })).trimEnd());
        }
      }
    } finally {
      sandbox?.kill('SIGTERM');
    }
    let index = 0;
    const wanted = page.replaceAll(
      CONSOLE_BLOCK,
      (_, line) => `\`\`\`console\n$ ${line}\n${said[index++]}\n\`\`\``,
    );
    if (process.env.UPDATE_DOCS) writeFileSync(path, wanted);
    else assert.equal(page, wanted);
  });

  it('lists every fault', () => {
    const rows = faultNames.map(name => {
      const { summary, path: struck, argument, isOnce } = FAULTS[name];
      const fallback = argument?.fallback ? `, \`${argument.fallback}\`` : '';
      const shown = argument ? `\`:\`${argument.meaning}${fallback}` : '';
      return `| \`${name}\` | ${summary} | ${shown} | \`${struck}\`${isOnce ? ', once' : ''} |`;
    });
    const head = '| Fault | What happens | Argument, default | Strikes |\n| --- | --- | --- | --- |';
    assertGenerated('docs/sandbox.md', 'faults', [head, ...rows].join('\n'));
  });

  it('names faults that exist', () => {
    const page = readFileSync(path, 'utf8');
    const table = page.slice(page.indexOf('What can go wrong'), page.indexOf('## What it does like Alpaca'));
    const named = [...table.matchAll(/`([^`]+)`/g)].map(match => match[1]!);
    assert.ok(named.length > 40);
    for (const fault of named) parseFault(fault);
    const missing = faultNames.filter(name => !named.some(fault => parseFault(fault).fault === name));
    assert.deepEqual(missing, []);
  });
});
