import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../support/cli.ts';

const moduleUrl = (path: string) => pathToFileURL(join(projectRoot, path)).href;

/** A program that starts as `hive` does and then runs `body` for ever, or until it ends by itself. */
function program(body: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'hive-signal-')), 'program.mjs');
  writeFileSync(
    file,
    `import { startHive } from '${moduleUrl('bin/start.js')}';
     import { exitCodeOfSignal, stopSignal } from '${moduleUrl('src/stop-signal.ts')}';
     const keepAlive = setInterval(() => {}, 1000);
     startHive(async () => ({ main: async () => { ${body} } }), {});`,
  );
  return file;
}

async function exitAfter(signal: NodeJS.Signals, body: string) {
  const child = spawn(process.execPath, [program(body)]);
  let stdout = '';
  child.stdout.on('data', chunk => {
    stdout += chunk;
    if (stdout === 'ready\n') child.kill(signal);
  });
  const code = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { code, stdout };
}

const READY = `process.stdout.write('ready\\n');`;

describe('signals', () => {
  it('end a command that does not listen at once, with 130 and 143', async () => {
    const endless = `${READY} await new Promise(() => {});`;
    assert.equal((await exitAfter('SIGINT', endless)).code, 130);
    assert.equal((await exitAfter('SIGTERM', endless)).code, 143);
  });

  it('let a command that listens finish first', async () => {
    const graceful = `
      const stop = stopSignal(process);
      ${READY}
      await new Promise(resolve => stop.addEventListener('abort', resolve));
      process.stdout.write('cleaned up\\n');
      clearInterval(keepAlive);
      return exitCodeOfSignal();`;
    assert.deepEqual(await exitAfter('SIGTERM', graceful), { code: 143, stdout: 'ready\ncleaned up\n' });
  });
});
