import assert from 'node:assert/strict';
import { mulberry32 } from '../../../src/lib/core/random.ts';

describe('mulberry32', () => {
  // Published with the generator's reference implementation; see the learning notes' PRNG vectors.
  it('gives the reference draws for seed 42', () => {
    const random = mulberry32(42);
    assert.deepEqual(
      [random(), random(), random(), random(), random()],
      [0.6011037519201636, 0.44829055899754167, 0.8524657934904099, 0.6697340414393693, 0.17481389874592423],
    );
  });

  it('gives the reference draws for seed 1', () => {
    const random = mulberry32(1);
    assert.deepEqual(
      [random(), random(), random()],
      [0.6270739405881613, 0.002735721180215478, 0.5274470399599522],
    );
  });
});
