import assert from 'node:assert/strict';
import { logLoss } from '../../../src/lib/performance/log-loss.ts';
import { assertClose } from '../../support/approx.ts';

describe('logLoss', () => {
  it('gives .4224590732 for the worked example', () => {
    // -(ln .9 + ln .7 + ln .4 + ln .6 + ln .8) / 5, computed with Python's math.log.
    assertClose([logLoss([0.9, 0.7, 0.6, 0.4, 0.2], [1, 1, 0, 0, 0])!], [0.4224590732]);
  });

  it('is ln 2 for one half, whatever happens', () => {
    assertClose([logLoss([0.5, 0.5], [1, 0])!], [Math.LN2]);
  });

  it('stays finite when a certainty was wrong', () => {
    assertClose([logLoss([0], [1])!], [27.631021], 1e-4);
  });

  it('is null without predictions', () => {
    assert.equal(logLoss([], []), null);
  });
});
