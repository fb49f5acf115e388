import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/cli.ts';
import { shBlocks } from '../support/documented-lines.ts';
import { documentedHome, placed } from '../support/documented-places.ts';
import { LineRunner } from '../support/line-runner.ts';

/** Examples that run on, for long, over the network or into the machine, and the test that runs them. */
const ELSEWHERE: readonly (readonly [line: RegExp, file: string])[] = [
  [/^hive demo\b/, 'test/cli/readme.test.ts'],
  [/^hive lab\b/, 'test/cli/lab.test.ts'],
  [/^hive sweep\b/, 'test/cli/sweep.test.ts'],
  [/^hive sandbox\b/, 'test/cli/sandbox.test.ts'],
  [/^hive serve\b/, 'test/cli/serve.test.ts'],
  [/^hive backtest(?! list| show| compare)\b/, 'test/cli/backtest.test.ts'],
  [/^hive logs -f/, 'test/cli/logs.test.ts'],
  [/^hive data fetch .*--source yahoo/, 'test/cli/data-fetch.test.ts'],
  [/^hive schedule (run|install|uninstall)\b/, 'test/cli/schedule.test.ts'],
];

/** A bug, and a command line that is wrong; all else depends on the home. */
const WRONG = [null, 1, 2];
/** Why a right command line is not taken here: nobody is there to be asked, or the home lacks what it names. */
const NOT_HERE = /terminal|--yes|There is no (channel|backtest)|It is not said where backups go/i;

describe('the examples of every command', function () {
  this.timeout(240_000);

  it('are command lines that the command takes, in docs/commands.md as in its help', async () => {
    for (const [, file] of ELSEWHERE) assert.ok(existsSync(join(projectRoot, file)), file);
    const home = await documentedHome();
    const runner = new LineRunner(home);
    const faults: string[] = [];
    const lines = shBlocks('docs/commands.md').flat();
    assert.ok(lines.length > 150, `${lines.length} examples`);
    for (const { text } of lines.filter(line => !ELSEWHERE.some(([pattern]) => pattern.test(line.text)))) {
      const { code, stderr } = await runner.run(placed(text, home));
      const isNotHere = code === 2 && NOT_HERE.test(stderr);
      if (WRONG.includes(code) && !isNotHere) faults.push(`${text}: exit code ${code}\n${stderr}`);
    }
    await runner.end();
    assert.deepEqual(faults, []);
  });
});
