import assert from 'node:assert/strict';
import { channelFault, type Format, hostOf, secretsIn } from '../../../src/lib/alerts/address.ts';

describe('the address of a channel', () => {
  for (const [format, url] of [
    ['json', 'https://example.com/hook?key=1'],
    ['json', 'http://127.0.0.1:8000/'],
    ['slack', 'http://[::1]:8000/hook'],
    ['ntfy', 'https://ntfy.sh/topic_1-x'],
    ['telegram', 'https://api.telegram.org/bot123:AA-b_c'],
    ['telegram', 'http://localhost:8081/bot123:AA/sendMessage'],
  ] as const)
    it(`may be ${url} (${format})`, () => assert.equal(channelFault(format, url), null));

  for (const [format, url, fault] of [
    ['json', '', /https address/],
    ['json', 'example.com/hook', /https address/],
    ['json', 'http://example.com/hook', /http on this machine/],
    ['json', 'http://127.0.0.1.example.com/', /http on this machine/],
    ['json', 'file:///etc/passwd', /https address/],
    ['json', 'javascript:alert(1)', /https address/],
    ['json', 'https://me:CANARY@example.com/', /a user and a password/],
    ['json', 'https://example.com/#CANARY', /"#"/],
    ['json', 'https://example.com/a b', /https address/],
    ['json', `https://example.com/${'x'.repeat(2_048)}`, /https address/],
    ['ntfy', 'https://ntfy.sh/', /a topic/],
    ['ntfy', 'https://ntfy.sh/a/b', /a topic/],
    ['telegram', 'https://api.telegram.org/CANARY', /a bot/],
  ] as [Format, string, RegExp][])
    it(`may not be ${url.slice(0, 50)} (${format}), and the reason does not quote it`, () => {
      const found = channelFault(format, url);
      assert.match(found!, fault);
      assert.doesNotMatch(found!, /CANARY/);
    });

  it('shows its host and nothing more', () => {
    assert.equal(hostOf('https://hooks.example:8443/services/T/B/X?key=1'), 'hooks.example:8443');
  });

  it('is a secret as a whole, by its path, and by each piece that is long enough to be a key', () => {
    const url = 'https://hooks.example/services/T0000/abcdefghijklmnopqrstuvwx?token=0123456789abcdef0';
    assert.deepEqual(secretsIn(url), [
      url,
      '/services/T0000/abcdefghijklmnopqrstuvwx?token=0123456789abcdef0',
      'abcdefghijklmnopqrstuvwx',
      '0123456789abcdef0',
    ]);
    const bot = secretsIn('https://api.telegram.org/bot123456:AAAAAAAAAAAA');
    assert.ok(bot.includes('123456:AAAAAAAAAAAA'));
  });

  it('makes no secret of a word that is in many texts', () => {
    assert.deepEqual(secretsIn('https://example.com/'), ['https://example.com/']);
    assert.ok(!secretsIn('https://example.com/services/hook').includes('services'));
  });
});
