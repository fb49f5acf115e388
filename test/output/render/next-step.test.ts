import assert from 'node:assert/strict';
import { nextSteps } from '../../../src/output/render/next-step.ts';

const width = 80;

describe('nextSteps', () => {
  it('gives each way out once, in the order of the reasons', () => {
    assert.equal(
      nextSteps(['MODEL_INVALID', 'MODEL_STALE', 'MODEL_INVALID'], { width }),
      'See what is wrong: hive models list\nTrain a new model: hive train cycle --force-train',
    );
  });

  it('asks for nothing where nothing is wrong', () => {
    assert.equal(nextSteps(['EPOCH_DECIDED', 'LOW_CONFIDENCE', 'HALTED'], { width }), '');
  });
});
