import assert from 'node:assert/strict';
import { Progress, type ProgressStyle } from '../../src/output/progress.ts';

function written(style: ProgressStyle, total: number): string[] {
  const texts: string[] = [];
  const progress = new Progress({ label: 'Training', total, style, write: text => texts.push(text) });
  for (let done = 0; done <= total; done++) progress.update(done);
  progress.finish();
  return texts;
}

describe('Progress', () => {
  it('writes a line at every tenth where no one looks on', () => {
    const lines = written('lines', 1_000);
    assert.equal(lines.length, 11);
    assert.deepEqual(
      [lines[0], lines[5], lines[10]],
      ['Training: 0 %\n', 'Training: 50 %\n', 'Training: 100 %\n'],
    );
  });

  it('draws one bar in place and takes it away', () => {
    const texts = written('bar', 1_000);
    assert.equal(texts.length, 102);
    assert.ok(texts.every(text => text.startsWith('\r\u001b[2K') && !text.includes('\n')));
    assert.equal(texts.at(-1), '\r\u001b[2K');
  });

  it('writes nothing when it is to be silent', () => {
    assert.deepEqual(written('silent', 10), []);
  });

  it('counts no work as done', () => {
    assert.deepEqual(written('lines', 0), ['Training: 100 %\n']);
  });

  it('tells the time that is left, as if the rest went as quickly as what is done', () => {
    const texts: string[] = [];
    let nowMs = 5_000;
    const write = (text: string) => texts.push(text);
    const progress = new Progress({ label: 'Testing', total: 100, style: 'lines', write, now: () => nowMs });
    progress.update(0);
    for (const [done, afterMs] of [
      [20, 500],
      [40, 40_000],
      [90, 19_000],
      [100, 1_000],
    ] as const) {
      nowMs += afterMs;
      progress.update(done);
    }
    // 40.5 s for 40 % leave 60.75 s; 59.5 s for 90 % leave 6.6 s; half a second says nothing yet.
    assert.deepEqual(texts, [
      'Testing: 0 %\n',
      'Testing: 20 %\n',
      'Testing: 40 %, 1m left\n',
      'Testing: 90 %, 6s left\n',
      'Testing: 100 %\n',
    ]);
  });

  it('guesses nothing from less than a hundredth', () => {
    const texts: string[] = [];
    let nowMs = 0;
    const write = (text: string) => texts.push(text);
    const progress = new Progress({
      label: 'Testing',
      total: 1_000,
      style: 'lines',
      write,
      now: () => nowMs,
    });
    nowMs = 5_000;
    progress.update(9);
    assert.deepEqual(texts, ['Testing: 0 %\n']);
  });
});
