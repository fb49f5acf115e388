import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './cli.ts';

/**
 * Compares the part of a page between `<!-- NAME: … -->` and `<!-- end of NAME -->` with `content`, or writes it
 * anew when UPDATE_DOCS is set.
 */
export function assertGenerated(page: string, name: string, content: string): void {
  const path = join(projectRoot, page);
  const text = readFileSync(path, 'utf8');
  const begin = new RegExp(`<!-- ${name}: [^>]*-->`).exec(text);
  const end = text.indexOf(`<!-- end of ${name} -->`);
  assert.ok(begin && end > begin.index, `${page} has no block "${name}"`);
  const start = begin.index + begin[0].length;
  const wanted = `${text.slice(0, start)}\n\n${content.trim()}\n\n${text.slice(end)}`;
  if (process.env.UPDATE_DOCS) writeFileSync(path, wanted);
  else assert.equal(text, wanted, `${page} is out of date: run the tests with UPDATE_DOCS=1`);
}
