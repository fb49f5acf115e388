import assert from 'node:assert/strict';
import { facts } from '../../../src/output/render/facts.ts';

describe('facts', () => {
  it('keeps the values in one column, also where they wrap', () => {
    const text = facts(
      [
        ['Name', 'one two three'],
        ['Longer name', 'x'],
      ],
      { width: 24, indent: 2 },
    );
    assert.equal(text, ['  Name         one two', '               three', '  Longer name  x'].join('\n'));
  });

  it('is empty without facts', () => {
    assert.equal(facts([], { width: 80 }), '');
  });
});
