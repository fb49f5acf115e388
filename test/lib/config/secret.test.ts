import assert from 'node:assert/strict';
import { format, inspect } from 'node:util';
import { knownSecrets } from '../../../src/lib/config/known-secrets.ts';
import { Secret } from '../../../src/lib/config/secret.ts';
import { redactSecrets } from '../../../src/lib/core/redact-secrets.ts';

const VALUE = 'canary-of-secret-test-7f3a';

describe('Secret', () => {
  const secret = new Secret(VALUE);

  it('gives its value to who asks for it', () => {
    assert.equal(secret.reveal(), VALUE);
  });

  for (const [how, text] of [
    ['a template', `${secret}`],
    ['a sum of texts', `key ${String(secret)}`],
    ['JSON', JSON.stringify({ secret })],
    ['inspect', inspect({ nested: { secret } }, { depth: 9, showHidden: true })],
    ['format', format('%s %o %j', secret, secret, secret)],
    ['an error', inspect(new Error('failed', { cause: { secret } }))],
  ] as const) {
    it(`shows [redacted] in ${how}`, () => {
      assert.match(text, /\[redacted\]/);
      assert.ok(!text.includes(VALUE), text);
    });
  }

  it('has nothing to enumerate or copy', () => {
    assert.deepEqual({ ...secret }, {});
  });

  it('is known to the net that cleans what is printed', () => {
    assert.ok(knownSecrets().includes(VALUE));
  });
});

describe('redactSecrets', () => {
  it('takes every occurrence out', () => {
    assert.equal(redactSecrets('a KEY and b KEY', ['KEY']), 'a [redacted] and b [redacted]');
  });

  it('leaves no rest of a key that holds another one', () => {
    assert.equal(redactSecrets('KEY-AND-MORE', ['KEY', 'KEY-AND-MORE']), '[redacted]');
  });

  it('takes a key for what it is, not for a pattern', () => {
    assert.equal(redactSecrets('a.c abc', ['a.c']), '[redacted] abc');
  });

  it('is not confused by an empty key', () => {
    assert.equal(redactSecrets('text', ['']), 'text');
  });
});
