import assert from 'node:assert/strict';
import { runScript } from '../../../support/run-process.ts';

describe('the library behind YahooBars', () => {
  it('prints nothing, whatever Yahoo answers, and asks for nothing else', () => {
    const { stdout, stderr, status } = runScript('ask-yahoo', []);
    assert.deepEqual({ stdout, stderr, status }, { stdout: '14 answers', stderr: '', status: 0 });
  });
});
