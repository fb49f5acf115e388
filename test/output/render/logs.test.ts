import assert from 'node:assert/strict';
import type { LogLine } from '../../../src/lib/app/logs/log-line.ts';
import { renderLogLine } from '../../../src/output/render/logs.ts';
import { visibleWidth } from '../../../src/output/width.ts';

const LINE: LogLine = {
  ...{ time: '2026-11-22T12:00:05.040Z', level: 'info', job: 'tick', event: 'end', message: 'tick done' },
  ...{ exitCode: 0, code: null, ms: 1_040, warnings: [], facts: {} },
};
const show = (line: Partial<LogLine>, width = 80, colour = false) =>
  renderLogLine({ ...LINE, ...line }, { width, colour });

describe('a line of the log on a screen', () => {
  it('says when, who, what came of it, and a sentence', () => {
    assert.equal(show({}), '2026-11-22 12:00:05Z  tick    ok       tick done (1s)');
    assert.equal(show({}, 60), '11-22 12:00:05Z  tick    ok       tick done (1s)');
  });

  it('says what a tick decided', () => {
    const facts = { outcomes: { 'BTC/USD': 'HOLD_SIGNAL', 'ETH/USD': 'EPOCH_DECIDED' } };
    assert.match(show({ facts }, 120), /ok {7}BTC\/USD HOLD_SIGNAL, ETH\/USD EPOCH_DECIDED \(1s\)$/);
  });

  for (const width of [60, 80, 120]) {
    it(`is never wider than ${width} columns, and loses no word`, () => {
      const message = 'the quick brown fox jumps over the lazy dog '.repeat(8).trim();
      const text = show({ message, warnings: ['The clock of this machine is off by an hour.'] }, width);
      for (const row of text.split('\n')) assert.ok(visibleWidth(row) <= width, row);
      assert.equal(text.match(/fox/g)?.length, 8);
      assert.match(text.replace(/\s+/g, ' '), /Warning: The clock of this machine is off by an hour\.$/);
    });
  }

  it('shows gravity by colour, and never by colour alone', () => {
    const error = { level: 'error', exitCode: 5, message: 'It is down.' } as const;
    assert.ok(show(error, 80, true).startsWith('\u001b[31m2026'));
    assert.match(show(error), /exit 5/);
    assert.match(show({ level: 'warn', exitCode: null, job: null, event: 'other' }), /hive {4}warn/);
  });

  it('lets no control code of what was logged reach the terminal', () => {
    const text = show({ message: 'a\u001b[2J\u0007b\u009b31m\rc', warnings: ['\u001b]0;title\u0007x'] });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
