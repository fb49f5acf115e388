import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { nodesOf, type SourceFile, sourceFiles } from './source-files.ts';

/** Where the server begins: what it is made of, what it asks of a home, and what it tells when nothing runs. */
const BEGINNINGS = [
  ...['src/lib/server/', 'src/lib/app/watch/', 'src/lib/app/queries/'],
  'src/lib/app/alerts/serve-alarms.ts',
];
/** What can send an order or read a key. */
const OUT_OF_REACH = [
  'src/lib/broker/',
  'src/lib/alpaca/',
  'src/lib/app/credentials/',
  'src/lib/app/adapters.ts',
];

const byPath = new Map(sourceFiles.map(file => [file.path, file]));

/** What a file imports when it runs, at once or later; types are gone by then. */
function importsAtRunTime(file: SourceFile): string[] {
  const found: ts.Expression[] = [];
  for (const node of nodesOf(file.tree)) {
    if (ts.isImportDeclaration(node) && !node.importClause?.isTypeOnly) found.push(node.moduleSpecifier);
    if (ts.isExportDeclaration(node) && !node.isTypeOnly && node.moduleSpecifier)
      found.push(node.moduleSpecifier);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      found.push(...node.arguments);
  }
  return found
    .filter(specifier => ts.isStringLiteral(specifier))
    .map(({ text }) => text)
    .filter(text => text.startsWith('.'))
    .map(text => posix.join(posix.dirname(file.path), text));
}

/** Every file that can be loaded from `files`, with the one that loads it. */
function reach(files: readonly SourceFile[]): Map<string, string | null> {
  const met = new Map<string, string | null>(files.map(({ path }) => [path, null]));
  const waiting = [...files];
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    for (const path of importsAtRunTime(file)) {
      if (met.has(path)) continue;
      met.set(path, file.path);
      const next = byPath.get(path);
      if (next) waiting.push(next);
    }
  }
  return met;
}

/** From the file back to where it began, for people to read. */
function wayTo(path: string, met: ReadonlyMap<string, string | null>): string {
  const from = met.get(path);
  return from ? `${wayTo(from, met)} → ${path}` : path;
}

describe('the process of hive serve', () => {
  const beginnings = sourceFiles.filter(({ path }) => BEGINNINGS.some(folder => path.startsWith(folder)));
  const met = reach(beginnings);

  it('cannot reach an order or a key', () => {
    const wrong = [...met.keys()].filter(path => OUT_OF_REACH.some(part => path.startsWith(part)));
    assert.deepEqual(
      wrong.map(path => wayTo(path, met)),
      [],
    );
  });

  it('is looked at as a whole: the walk follows both kinds of imports', () => {
    for (const path of OUT_OF_REACH) assert.ok(existsSync(path), path);
    assert.ok(met.has('src/lib/server/create-app.ts') && met.has('src/lib/dashboards/shared/page.ts'));
    const compose = reach([byPath.get('src/lib/app/compose.ts')!]);
    assert.ok(compose.has('src/lib/broker/alpaca/alpaca-broker.ts'));
  });
});
