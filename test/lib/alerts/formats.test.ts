import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FORMATS } from '../../../src/lib/alerts/address.ts';
import type { Alert } from '../../../src/lib/alerts/alert.ts';
import { encode } from '../../../src/lib/alerts/formats/encode.ts';
import type { Message } from '../../../src/lib/alerts/words.ts';

const AT = Date.UTC(2026, 10, 22, 9);
const HALT: Alert = {
  kind: 'problem',
  key: 'halt',
  says: 'Trading is halted: <!channel> @everyone *look* & see [x](http://a.b).',
  todo: 'Trade again: hive trade resume --reason TEXT',
  atMs: AT,
  sinceMs: AT,
  untilMs: null,
  isReminder: false,
};
const OVER: Alert = {
  ...{ kind: 'recovered', key: 'disk', says: 'Less than 64 MiB are free.', todo: null },
  ...{ atMs: AT, sinceMs: AT - 3 * 3_600_000, untilMs: AT - 3_600_000, isReminder: false },
};
const message = (...alerts: Alert[]): Message => ({ home: 'hive', mode: 'paper', atMs: AT, alerts });

const TARGETS = {
  json: { url: 'https://example.com/hooks/T' },
  slack: { url: 'https://hooks.slack.com/services/T/B/X' },
  discord: { url: 'https://discord.com/api/webhooks/1/X' },
  ntfy: { url: 'https://ntfy.sh/my-topic?auth=X' },
  telegram: { url: 'https://api.telegram.org/bot1:X', chat: '-100200' },
} as const;

function posted(format: (typeof FORMATS)[number], ...alerts: Alert[]) {
  const { url, body } = encode(format, message(...alerts), TARGETS[format]);
  return { url, body: JSON.parse(body) };
}

describe('a message', () => {
  it('of the format json is hive.alert/1, with everything that is known', () => {
    assert.deepEqual(posted('json', OVER), {
      url: 'https://example.com/hooks/T',
      body: {
        schema: 'hive.alert/1',
        at: '2026-11-22T09:00:00.000Z',
        home: 'hive',
        mode: 'paper',
        title: 'HIVE paper hive: OVER',
        alerts: [
          {
            kind: 'recovered',
            key: 'disk',
            says: 'Less than 64 MiB are free.',
            todo: null,
            text: 'OVER (from 2026-11-22 06:00Z to 2026-11-22 08:00Z, 2h): Less than 64 MiB are free.',
            at: '2026-11-22T09:00:00.000Z',
            since: '2026-11-22T06:00:00.000Z',
            until: '2026-11-22T08:00:00.000Z',
            reminder: false,
          },
        ],
      },
    });
  });

  // docs.slack.dev: "&", "<" and ">" are replaced by entities; then nothing in a text is a mention or a link.
  it('of the format slack is plain text without control characters', () => {
    const text =
      'PROBLEM: Trading is halted: &lt;!channel&gt; @everyone *look* &amp; see [x](http://a.b). ' +
      'Trade again: hive trade resume --reason TEXT';
    assert.deepEqual(posted('slack', HALT), {
      url: 'https://hooks.slack.com/services/T/B/X',
      body: {
        text: `HIVE paper hive – ${text}`,
        mrkdwn: false,
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'HIVE paper hive: PROBLEM', emoji: false } },
          { type: 'section', text: { type: 'plain_text', text, emoji: false } },
        ],
      },
    });
  });

  // discord.com/developers: allowed_mentions with an empty `parse` suppresses all mentions.
  it('of the format discord mentions nobody, and has its Markdown guarded', () => {
    assert.deepEqual(posted('discord', HALT, OVER), {
      url: 'https://discord.com/api/webhooks/1/X',
      body: {
        content: 'HIVE paper hive\\: 2 alerts',
        embeds: [
          {
            description:
              'PROBLEM\\: Trading is halted\\: \\<\\!channel\\> \\@everyone \\*look\\* \\& see ' +
              '\\[x\\]\\(http\\://a\\.b\\)\\. Trade again\\: hive trade resume \\-\\-reason TEXT\n' +
              'OVER \\(from 2026\\-11\\-22 06\\:00Z to 2026\\-11\\-22 08\\:00Z, 2h\\)\\: Less than 64 MiB are free\\.',
            color: 0xd92d20,
          },
        ],
        allowed_mentions: { parse: [] },
      },
    });
  });

  // docs.ntfy.sh/publish: JSON goes to the root of the server, the topic into the body.
  it('of the format ntfy is published as JSON, urgent when it is a problem', () => {
    assert.deepEqual(posted('ntfy', { ...HALT, says: 'Überlauf.', isReminder: true }), {
      url: 'https://ntfy.sh/?auth=X',
      body: {
        topic: 'my-topic',
        title: 'HIVE paper hive: STILL A PROBLEM',
        message:
          'STILL A PROBLEM (since 2026-11-22 09:00Z): Überlauf. Trade again: hive trade resume --reason TEXT',
        priority: 5,
        tags: ['rotating_light'],
      },
    });
  });

  // core.telegram.org/bots/api#sendmessage, without parse_mode; U+2060 keeps "@name" from being a mention.
  it('of the format telegram is sent by the bot to the chat, as plain text', () => {
    assert.deepEqual(posted('telegram', { ...HALT, says: 'Ask @somebody_here.', todo: null }), {
      url: 'https://api.telegram.org/bot1:X/sendMessage',
      body: {
        chat_id: '-100200',
        text: 'HIVE paper hive\nPROBLEM: Ask @\u2060somebody_here.',
        link_preview_options: { is_disabled: true },
      },
    });
    const named = encode('telegram', message(HALT), {
      ...TARGETS.telegram,
      url: `${TARGETS.telegram.url}/sendMessage`,
    });
    assert.equal(named.url, 'https://api.telegram.org/bot1:X/sendMessage');
  });
});

/** Whatever an error or a person may have written. */
const saying = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('@', '<', '&', '*', '😀', '\n', 'a'), maxLength: 6_000 }),
);
const anyAlerts = fc
  .array(saying, { minLength: 1, maxLength: 20 })
  .map(all => all.map(says => ({ ...HALT, says })));

describe('a message about anything', () => {
  it('keeps within the limits of each format, as one JSON document', () => {
    fc.assert(
      fc.property(anyAlerts, alerts => {
        const slack = posted('slack', ...alerts).body;
        assert.ok(slack.blocks.length <= 50);
        for (const { type, text } of slack.blocks)
          assert.ok(text.text.length <= (type === 'header' ? 150 : 3_000));
        const discord = posted('discord', ...alerts).body;
        assert.ok(discord.content.length <= 2_000);
        assert.ok(discord.content.length + discord.embeds[0].description.length <= 6_000);
        assert.ok(discord.embeds[0].description.length <= 4_096);
        assert.ok(Buffer.byteLength(posted('ntfy', ...alerts).body.message) <= 4_096);
        assert.ok(posted('telegram', ...alerts).body.text.length <= 4_096);
        assert.equal(posted('json', ...alerts).body.alerts.length, alerts.length);
      }),
      { numRuns: 60 },
    );
  });

  it('mentions nobody and ends no line of its own', () => {
    fc.assert(
      fc.property(saying, says => {
        const alert = { ...HALT, says };
        for (const { text } of posted('slack', alert).body.blocks) {
          assert.doesNotMatch(text.text, /[<>]/);
          assert.doesNotMatch(text.text, /&(?!(?:amp|lt|gt);)/);
          assert.doesNotMatch(text.text, /\p{Cc}/u);
        }
        const { description } = posted('discord', alert).body.embeds[0];
        assert.doesNotMatch(description.replaceAll(/\\[\\*_~`|<>@#[\]():\-+.!&]/g, ''), /[\\*_~`|<>@#[\]]/);
        assert.doesNotMatch(posted('telegram', alert).body.text, /@(?!\u2060)/);
        assert.equal(posted('telegram', alert).body.text.split('\n').length, 2);
      }),
      { numRuns: 200 },
    );
  });
});
