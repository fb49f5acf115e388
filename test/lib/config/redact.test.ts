import assert from 'node:assert/strict';
import { redacted } from '../../../src/lib/config/redact.ts';
import { REDACTED } from '../../../src/lib/core/redact-secrets.ts';

describe('redacted', () => {
  it('hides the value of a key that names a secret', () => {
    for (const key of ['alpaca.secretKey', 'alpaca.apiKeyId', 'server.token', 'db.PASSWORD', 'api_key']) {
      assert.equal(redacted(key, 'x'), REDACTED, key);
    }
  });

  it('leaves every other value alone', () => {
    assert.equal(redacted('risk.maxOrderUsd', 75), 75);
  });
});
