import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../support/cli.ts';
import { assertGenerated } from '../../../support/generated-block.ts';
import { rulesSection } from '../../../support/strategies-page.ts';

const PAGE = 'docs/strategies.md';
const read = (path: string) => readFileSync(join(projectRoot, path), 'utf8').trim();

describe('docs/strategies.md', () => {
  it('lists every rule with its parameters', () => {
    assertGenerated(PAGE, 'rules', rulesSection());
  });

  it('shows the example of a strategy of one’s own', () => {
    assertGenerated(PAGE, 'example', `\`\`\`ts\n${read('examples/strategies/dip-buyer.ts')}\n\`\`\``);
  });

  it('has an example of ten lines or a few more', () => {
    assert.ok(read('examples/strategies/dip-buyer.ts').split('\n').length <= 15);
  });
});
