import assert from 'node:assert/strict';
import { FEATURE_SET } from '../../../src/lib/features/feature-set.ts';
import { assertClose } from '../../support/approx.ts';
import { VECTOR_CLOSES, VECTOR_FEATURES } from '../../support/feature-vector.ts';
import { randomWalk, seriesOfCloses } from '../../support/walks.ts';

describe('FEATURE_SET', () => {
  it('has eight features in the order that models are trained on', () => {
    const names = 'sma10 sma20 rsi14 volatility20 momentum5 sentiment5 logVolume60 change';
    assert.equal(FEATURE_SET.id, 'hive-8/1');
    assert.equal(FEATURE_SET.names.join(' '), names);
  });

  it('has a hash that pins id, names and order: a change needs a new version', () => {
    // sha256sum of {"id":"hive-8/1","names":["sma10",…,"change"]}, by coreutils.
    assert.equal(FEATURE_SET.hash, '95557c1b94b899758a5c01f0833d683bf5ec22796575213dc9619a7cf53443ec');
  });

  it('is complete from bar 59 on, the 60th, which is the first with a 60-bar mean', () => {
    assert.equal(FEATURE_SET.warmUpBars, 59);
    const values = FEATURE_SET.kernels.map(kernel => kernel.batch(randomWalk(1, 60)));
    assert.deepEqual(
      values.map(column => Number.isNaN(column[59])),
      new Array(8).fill(false),
    );
  });

  it('gives the figures of the reference vector to 1e-9', () => {
    const series = seriesOfCloses(VECTOR_CLOSES);
    for (const [name, expected] of Object.entries(VECTOR_FEATURES)) {
      const kernel = FEATURE_SET.kernels.find(candidate => candidate.name === name);
      assertClose([kernel!.batch(series).at(-1)!], [expected], 1e-9);
    }
  });
});
