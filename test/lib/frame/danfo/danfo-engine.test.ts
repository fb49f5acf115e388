import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Danfo } from '../../../../src/lib/frame/danfo/danfo.ts';
import { danfoEngine } from '../../../../src/lib/frame/danfo/danfo-engine.ts';
import { loadDanfo } from '../../../../src/lib/frame/danfo/load-danfo.ts';
import { frameOf, numbers } from '../../../../src/lib/frame/frame.ts';
import { ownEngine } from '../../../../src/lib/frame/own-engine.ts';
import { frameEngineContract } from '../../../contracts/frame-engine.ts';
import { assertClose } from '../../../support/approx.ts';

/** A folder with danfo.js in its node_modules; `npm run check:danfojs` names one, and must find it there. */
const folder = process.env.HIVE_DANFO;

describe('danfo.js as an engine', function () {
  this.timeout(120_000);
  if (folder === undefined) {
    it('waits for danfo.js: npm run check:danfojs');
    return;
  }
  let danfo: Danfo;
  before(async () => {
    danfo = await loadDanfo(folder);
  });

  frameEngineContract('danfo.js', () => danfoEngine(danfo));

  it('says what our own says', () => {
    const value = fc.oneof(fc.double({ min: -1e5, max: 1e5, noNaN: true }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), list => {
        const frame = frameOf([numbers('x', list)]);
        const [own, theirs] = [ownEngine, danfoEngine(danfo)].map(engine =>
          Object.values(engine.describe(frame)[0]!).map(figure =>
            figure === null ? -1 : Number(figure) || 0,
          ),
        );
        assert.ok(own && theirs);
        assertClose(theirs, own, 1e-6);
      }),
      { numRuns: 100 },
    );
  });
});
