import assert from 'node:assert/strict';
import fc from 'fast-check';
import { schema } from '../../../../src/lib/app/schemas/report.ts';
import { reportMarkdown } from '../../../../src/output/report/period/markdown.ts';
import { visibleWidth } from '../../../../src/output/width.ts';
import { reportOutput } from '../../../support/report-output.ts';

const LONG = 'the exchange answers slowly and nobody knows why, so that a person should look at it first';
const markdown = (words?: string, width = 80) => reportMarkdown(reportOutput(words), { width });
const lines = (text: string): string[] => text.trimEnd().split('\n');

describe('a report as Markdown', () => {
  it('is made of what the schema says', () => {
    schema.parse({ ...reportOutput(), files: [] });
  });

  it('begins with title, banner and what is to be known', () => {
    const [title, , banner, , verdict] = lines(markdown());
    assert.equal(title, '# Daily report 2026-11-25');
    assert.equal(banner, '> SIMULATED market, edge: concentrated — not a real result');
    assert.equal(verdict, 'The account made -$1.53, chance +$1.20; a replay of the same moments makes');
  });

  it('shows the way from replay to live, and what is not known as that', () => {
    const rows = lines(markdown()).filter(line => /^\| (Replay|Missed|Timing|Live)/.test(line));
    assert.deepEqual(
      rows.map(row =>
        row
          .split('|')
          .slice(1, 4)
          .map(cell => cell.trim()),
      ),
      [
        ['Replay', '-$1.00', ''],
        ['Missed fills', '-$0.53', '3 of 3'],
        ['Timing', 'not known', '0 of 3'],
        ['Live', '-$1.53', ''],
      ],
    );
  });

  it('fits 80 and 60 columns, whatever it says', () => {
    for (const width of [80, 60])
      for (const line of lines(markdown(LONG, width))) assert.ok(visibleWidth(line) <= width, line);
  });

  it('says in one sentence what is not there', () => {
    const empty = {
      ...reportOutput(),
      trades: [],
      reasons: [],
      drift: null,
      driftTrouble: 'No tick had run.',
    };
    const text = reportMarkdown({ ...empty, costs: { ...empty.costs, traded: '0.00' } }, { width: 80 });
    assert.match(text, /^Nothing was bought or sold\.$/m);
    assert.match(text, /^Nothing was traded, so trading cost nothing\.$/m);
    assert.match(text, /^Not known\. No tick had run\.$/m);
  });

  // The characters that begin something in CommonMark 0.31: https://spec.commonmark.org/0.31.2/#ascii-punctuation-character
  it('takes no character of a text from outside as markup', () => {
    const evil = '# x | <img src=x onerror=alert(1)> [a](javascript:x) `c` **b** _i_ ~~s~~ &lt; \\';
    const text = markdown(evil);
    assert.doesNotMatch(text, /<img|(?<!\\)\[a|(?<!\\)`|(?<!\\)\*|(?<![\\\w])_i|(?<!\\)~/);
    assert.match(text, /&amp;lt;/);
    const columns = (line: string) => line.replaceAll(/\\./g, '').split('|').length;
    const tables = text.split('\n\n').map(block => lines(block).filter(line => line.startsWith('|')));
    for (const rows of tables) assert.ok(new Set(rows.map(columns)).size <= 1, rows.join('\n'));
  });

  it('keeps its headings and lists its own, whatever the text', () => {
    const shape = (text: string) => lines(text).filter(line => /^(#|\||- )/.test(line)).length;
    const usual = shape(markdown('x'));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), words => {
        assert.equal(shape(markdown(words)), usual);
      }),
      { numRuns: 60 },
    );
  });
});
