import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/cli.ts';
import { tempFolder } from '../support/temp-folder.ts';

const compiler = join(projectRoot, 'node_modules/typescript-native/bin/tsc');
const folder = tempFolder();

/** What the compiler says of a user's file that imports the built package. */
function compile(source: string): string {
  mkdirSync(join(folder(), 'node_modules'), { recursive: true });
  symlinkSync(projectRoot, join(folder(), 'node_modules/hive-trade'));
  writeFileSync(join(folder(), 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder(), 'mine.ts'), source);
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--types', '', 'mine.ts'];
  return spawnSync(process.execPath, [compiler, ...flags], { cwd: folder(), encoding: 'utf8' }).stdout;
}

const example = readFileSync(join(projectRoot, 'examples/strategies/dip-buyer.ts'), 'utf8');

describe('the types of hive-trade/strategy', () => {
  it('fit the example', () => {
    assert.equal(compile(example), '');
  });

  it('tell an answer that is none of the three', () => {
    assert.match(compile(example.replace("'HOLD'", "'WAIT'")), /mine\.ts\(\d+,\d+\): error TS.*'"WAIT"'/s);
  });

  it('are in the package, with everything else that it exports', () => {
    const { exports } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    const wanted = Object.values(exports).flatMap(target =>
      typeof target === 'string' ? [target] : Object.values(target as Record<string, string>),
    );
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    const packed: string[] = JSON.parse(stdout)[0].files.map((file: { path: string }) => `./${file.path}`);
    assert.deepEqual(
      wanted.filter(file => !packed.includes(file)),
      [],
    );
    assert.ok(
      packed.includes('./dist/strategy.d.ts') && packed.includes('./examples/strategies/dip-buyer.ts'),
    );
  });
});
