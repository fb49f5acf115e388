import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJsonc } from '../../../src/lib/config/jsonc.ts';

const message = (text: string): string => {
  try {
    parseJsonc(text);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('parseJsonc', () => {
  it('reads all that JSON.parse reads, as it reads it', () => {
    const json = fc.json().filter(text => !text.includes('__proto__'));
    fc.assert(
      fc.property(json, text => {
        assert.deepEqual(JSON.parse(JSON.stringify(parseJsonc(text).value)), JSON.parse(text));
      }),
    );
  });

  it('throws nothing but its own error, whatever the text', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'{}[]",:/*\\ \n01e-.tru', 'null') });
    fc.assert(
      fc.property(noise, text => {
        assert.match(message(text), /^(?:accepted|line \d+, column \d+: .+\.)$/s);
      }),
      { numRuns: 500 },
    );
  });

  it('passes over comments and trailing commas, but not inside texts', () => {
    const text = '// top\n{"a": [1, 2,], /* b */ "url": "http://x/*y*/", }\n// end';
    assert.deepEqual({ ...(parseJsonc(text).value as object) }, { a: [1, 2], url: 'http://x/*y*/' });
  });

  it('says where each value stands', () => {
    const { placeOf } = parseJsonc('{\n  // two\n  "risk": {\n    "cooldown": "2m"\n  }\n}');
    assert.deepEqual(placeOf('risk.cooldown'), { line: 4, column: 17 });
    assert.equal(placeOf('risk.nosuch'), undefined);
  });

  for (const [text, said] of [
    ['{"a": 1', 'line 1, column 8: "," or "}" is missing at the end.'],
    ['{"a": 1\n "b": 2}', 'line 2, column 2: "," or "}" is missing before "\\"".'],
    ['{a: 1}', 'line 1, column 2: A key in double quotes is missing before "a".'],
    ['{"a": yes}', 'line 1, column 7: "yes" is not a value; write a text in double quotes.'],
    ['{"a": 1, "a": 2}', 'line 1, column 10: The key "a" is written twice.'],
    ['{"__proto__": {}}', 'line 1, column 2: The key "__proto__" is not allowed.'],
    ['{"a": "x\n"}', 'line 1, column 7: A text does not end on its line.'],
    ['{"a": "\\q"}', 'line 1, column 7: "\\q" holds a wrong escape or a control character.'],
    ['{} {}', 'line 1, column 4: The end of the file is missing before "{".'],
    ['[,]', 'line 1, column 2: A value is missing before ",".'],
    ['/* open', 'line 1, column 1: A value is missing before "/".'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)} with line and column`, () => assert.equal(message(text), said));
  }

  it('refuses nesting that would exhaust the stack', () => {
    assert.match(message('['.repeat(100_000)), /Nested deeper than 50 levels/);
  });
});
