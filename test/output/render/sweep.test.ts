import assert from 'node:assert/strict';
import { schema } from '../../../src/lib/app/schemas/sweep.ts';
import { renderSweep } from '../../../src/output/render/sweep.ts';
import { visibleWidth } from '../../../src/output/width.ts';
import { sweepOutput } from '../../support/sweep-output.ts';
import { screen } from '../../support/views.ts';

describe('the view of a sweep', () => {
  const drawn = renderSweep(sweepOutput(), screen(80));

  it('is drawn of a whole document', () => {
    assert.ok(schema.safeParse(sweepOutput()).success);
  });

  for (const width of [60, 80, 120]) {
    it(`fits ${width} columns but for the command to copy`, () => {
      const lines = renderSweep(sweepOutput(), screen(width)).split('\n');
      const wide = lines.filter(line => visibleWidth(line) > width && !line.startsWith('  hive backtest'));
      assert.deepEqual(wide, []);
    });
  }

  it('says first which market it is about, then what it allows to say', () => {
    assert.match(drawn.split('\n')[0]!, /^BACKTEST on /);
    const places = ['Verdict: ', 'HALVING', 'WALK-FORWARD', 'BEST POINTS', 'LUCK'].map(title =>
      drawn.indexOf(`\n${title}`),
    );
    assert.ok(places.every((place, index) => place > (places[index - 1] ?? 0)));
  });

  it('has a column for each searched parameter, whole at any width, and none for a fixed one', () => {
    for (const width of [60, 80]) {
      const text = renderSweep(sweepOutput(), screen(width));
      assert.match(text, /^ *# +fast +slow +Out of sample/m);
      assert.match(text, /^ *2 +10 +102 +0\.80/m);
      assert.doesNotMatch(text, /close {2}/);
    }
  });

  it('names the choice of each fold, and where there was none', () => {
    assert.match(drawn, /^2023-01-01 +15 +120 +-3\.2 %/m);
    assert.match(drawn, /^2024-01-01 +– +– +-3\.2 % +–/m);
  });

  it('ends with the command that plays the best, every given parameter in it', () => {
    assert.match(drawn, /\n {2}hive backtest --strategy sma-cross -p fast=5 -p slow=101 -p of=close$/);
    const own = renderSweep(sweepOutput({ module_sha256: 'a'.repeat(64) }), screen(80));
    assert.match(own, /hive backtest --strategy FILE -p fast=5/);
  });

  it('says IN SAMPLE loudly when no day was kept back', () => {
    const ranking = sweepOutput().ranking.map(point => ({ ...point, out_of_sample: null }));
    const text = renderSweep(sweepOutput({ walk_forward: null, ranking }), screen(80));
    assert.match(text, /^IN SAMPLE: no day was kept back\./m);
    assert.match(text, /^ *# +fast +slow +IN SAMPLE +Profit/m);
    assert.doesNotMatch(text, /WALK-FORWARD|Out of sample/);
  });

  it('shows what cannot be told as a dash', () => {
    assert.match(drawn, /^Loss +– probability/m);
  });

  it('is nothing when the sweep was stopped: a warning says so', () => {
    assert.equal(renderSweep({ complete: false, done: 3, total: 9 }, screen(80)), '');
  });
});
