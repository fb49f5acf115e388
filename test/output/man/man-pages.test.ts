import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '@oclif/core';
import { HELP_TOPICS } from '../../../src/output/help/pages.ts';
import { manPages } from '../../../src/output/man/man-pages.ts';
import { paragraph, roffPage } from '../../../src/output/man/roff.ts';
import { projectRoot } from '../../support/cli.ts';

const { commands } = await Config.load(projectRoot);
const edition = { version: '1.2.3', date: '2026-11-26' };
const pages = manPages({ ...edition, description: 'A hive.', commands });

/** The page as groff(1) writes it, without bold and underlining. */
function rendered(page: string): string {
  const args = ['-man', '-Tascii', '-ww', '-P-cbou', '-rLL=78n'];
  const { stdout, stderr } = spawnSync('groff', args, { input: page, encoding: 'utf8' });
  assert.equal(stderr, '');
  return stdout;
}

const isThere = (program: string) => spawnSync(program, ['-h']).error === undefined;

describe('the manual pages', () => {
  it('are one for hive, one for each command and one for each topic of help', () => {
    const names = commands
      .filter(({ hidden }) => !hidden)
      .map(({ id }) => `hive-${id.replaceAll(':', '-')}.1`);
    const wanted = ['hive.1', ...names, ...HELP_TOPICS.map(topic => `hive-${topic}.7`)];
    assert.deepEqual(Object.keys(pages).sort(), wanted.sort());
  });

  it('are written by the build into the folder where npm looks for what man should find', () => {
    const { directories } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    const names = readdirSync(join(projectRoot, directories.man));
    assert.deepEqual(names.sort(), Object.keys(pages).sort());
  });

  it('have the parts that man-pages(7) names, in its order', () => {
    const parts = [...pages['hive-trade-tick.1']!.matchAll(/^\.SH "(.+)"$/gm)].map(([, name]) => name);
    assert.deepEqual(parts, [
      'NAME',
      'SYNOPSIS',
      'DESCRIPTION',
      'OPTIONS',
      'EXIT STATUS',
      'ENVIRONMENT',
      'FILES',
      'EXAMPLES',
      'SEE ALSO',
    ]);
  });

  it('show any text as it is', function () {
    if (!isThere('groff')) this.skip();
    const texts = [
      '.SH no heading',
      "'no request",
      'a\\fBb\\n(.x',
      '--flag -x',
      '100 % "quoted" `back` ~^',
      '\\',
    ];
    const shown = rendered(roffPage({ name: 'x', section: 1, ...edition }, texts.map(paragraph)));
    for (const text of texts)
      assert.ok(
        shown.split('\n').some(line => line.trim() === text),
        `${text}\n${shown}`,
      );
  });

  it('are without fault to groff and mandoc, and fit 80 characters but for lines to be copied', function () {
    if (!isThere('groff')) this.skip();
    const names = [
      'hive.1',
      'hive-init.1',
      'hive-backtest.1',
      'hive-trade-tick.1',
      'hive-safety.7',
      'hive-scheduling.7',
    ];
    for (const name of names)
      for (const line of rendered(pages[name]!).split('\n'))
        assert.ok(line.length <= 80 || line.startsWith('           '), `${name}: ${line}`);
    if (!isThere('mandoc')) return;
    const folder = mkdtempSync(join(tmpdir(), 'hive-man-'));
    for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, name), text);
    const files = Object.keys(pages).map(name => join(folder, name));
    const { stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', ...files], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    assert.equal(stdout, '');
  });
});
