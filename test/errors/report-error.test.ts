import assert from 'node:assert/strict';
import { reportError } from '../../src/errors/report-error.ts';
import { Secret } from '../../src/lib/config/secret.ts';

const CANARY = 'canary-of-report-error-51c9';

describe('reportError', () => {
  it('prints no key, whatever the error says', () => {
    const key = new Secret(CANARY);
    const printed: string[] = [];
    const print = (text: string) => void printed.push(text);
    const leaking = new Error(`401 for ${key.reveal()}`);
    reportError(leaking, { json: true, debug: true, stdout: print, stderr: print });
    assert.equal(printed.length, 3);
    assert.ok(!printed.join('').includes(CANARY), printed.join(''));
    assert.match(printed.join(''), /401 for \[redacted\]/);
  });
});
