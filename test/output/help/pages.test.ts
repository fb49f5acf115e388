import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Config } from '@oclif/core';
import ts from 'typescript';
import { configKeys } from '../../../src/lib/config/config-keys.ts';
import { VARIABLES } from '../../../src/lib/config/environment-variables.ts';
import { formatCents } from '../../../src/lib/core/money.ts';
import { BROKER_MINIMUM } from '../../../src/lib/risk/limits.ts';
import { pageText } from '../../../src/output/help/page.ts';
import { HELP_PAGES, HELP_TOPICS, type HelpTopic } from '../../../src/output/help/pages.ts';
import { nodesOf, sourceFiles } from '../../architecture/source-files.ts';
import { hive, projectRoot } from '../../support/cli.ts';

const { commands, topics } = await Config.load(projectRoot);
const pageOf = (topic: HelpTopic, width: number) =>
  pageText(topic, HELP_PAGES[topic].blocks(commands), width);

describe('the pages of help', () => {
  it('are listed by hive help, and printed by hive help TOPIC', async () => {
    const { stdout } = await hive(['help']);
    for (const topic of HELP_TOPICS) assert.match(stdout, new RegExp(`^  hive help ${topic} +\\S`, 'm'));
    const page = await hive(['help', 'safety']);
    assert.equal(
      page.stdout,
      `${pageText(`safety: ${HELP_PAGES.safety.summary}`, HELP_PAGES.safety.blocks(commands), 80)}\n`,
    );
  });

  for (const topic of HELP_TOPICS) {
    it(`"${topic}" fits 80 and 60 characters, but for lines to be copied`, () => {
      for (const width of [80, 60])
        for (const line of pageOf(topic, width).split('\n'))
          assert.ok(line.length <= width || /^ {2}(\{|\*|hive)/.test(line), line);
    });

    it(`"${topic}" names only commands that there are`, () => {
      const ids = [...commands.map(({ id }) => id), ...topics.map(({ name }) => name), 'help'];
      for (const [, words] of pageOf(topic, 1_000).matchAll(/\bhive ((?:[a-z-]+ ?){1,2})/g)) {
        const [first, second] = words!.trim().split(' ');
        assert.ok(ids.includes(first!) || ids.includes(`${first}:${second}`), `hive ${words}`);
      }
    });
  }

  it('on safety have the figures of the limits', () => {
    const page = pageOf('safety', 1_000);
    const node = (path: string) => configKeys().find(key => key.path === path)!.node;
    assert.match(page, new RegExp(`at most \\$${node('risk.maxOrderUsd').maximum} and`));
    assert.match(page, new RegExp(`and ${node('risk.maxOrderShare').maximum! * 100} % of`));
    assert.match(page, new RegExp(`below \\$${node('risk.minBuyingPowerUsd').minimum} nothing`));
    assert.match(page, new RegExp(`above ${node('signal.minConfidence').minimum}`));
    const least = Number(formatCents(BROKER_MINIMUM));
    assert.match(page, new RegExp(`the \\$${least} that the broker takes`));
    assert.match(page, new RegExp(`\\$${least / node('risk.maxOrderShare').maximum!} are needed`));
  });
});

describe('the list of variables', () => {
  it('is of those that the code reads', () => {
    const readers = sourceFiles.filter(({ tree }) => ENVIRONMENT.test(tree.text));
    const read = new Set(readers.flatMap(file => [...nodesOf(file.tree)].flatMap(namesRead)));
    const launcher = readFileSync(join(projectRoot, 'bin/run.js'), 'utf8');
    for (const [, name] of launcher.matchAll(/process\.env\.([A-Z_]+)/g)) read.add(name!);
    // The launcher tells itself that it has handed over.
    read.delete('HIVE_HANDED_OVER');
    const listed = VARIABLES.flatMap(({ names }) => names).filter(name => name !== 'HIVE__SECTION__KEY');
    assert.deepEqual([...read].sort(), listed.toSorted());
  });
});

const NAME = /^[A-Z][A-Z0-9_]+$/;
const ENVIRONMENT = /\benv(ironment)?\b|readEnvironment\(\)/i;

/** Names of variables that are read as `environment.X`, `const { X } = environment` or `isOn(environment, 'X')`. */
function namesRead(node: ts.Node): string[] {
  if (ts.isPropertyAccessExpression(node))
    return isEnvironment(node.expression.getText()) && NAME.test(node.name.text) ? [node.name.text] : [];
  if (ts.isObjectBindingPattern(node)) return isEnvironment(boundTo(node.parent)) ? boundNames(node) : [];
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'isOn') return [];
  const name = node.arguments[1];
  return name && ts.isStringLiteral(name) ? [name.text] : [];
}

const isEnvironment = (text: string): boolean => ENVIRONMENT.test(text);

/** What a pattern takes apart: the type of a parameter, or the value of a constant. */
const boundTo = (node: ts.Node): string =>
  ts.isParameter(node)
    ? (node.type?.getText() ?? '')
    : ts.isVariableDeclaration(node)
      ? (node.initializer?.getText() ?? '')
      : '';

const boundNames = (pattern: ts.ObjectBindingPattern): string[] =>
  pattern.elements
    .map(element => (element.propertyName ?? element.name).getText())
    .filter(name => NAME.test(name));
