import { fitText, plainLine } from '../fit-text.ts';
import { lineOf, subjectOf, titleOf } from '../words.ts';
import type { Encode } from './posting.ts';

/** Limits of Block Kit (docs.slack.dev/reference/block-kit): a header, the text of a section, blocks of a message. */
const MOST = { header: 150, section: 3_000, sections: 49 };

/** Slack's three control characters; without them nobody is mentioned and nothing is a link. */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const guarded = (character: string): string => ENTITIES[character] ?? character;
const cut = (text: string, most: number): string => fitText(plainLine(text), { most, guard: guarded });

const plainText = (text: string) => ({ type: 'plain_text', text, emoji: false });

/** An incoming webhook of Slack; Mattermost and Rocket.Chat take it too. Plain text: no markup has to be guarded. */
export const slack: Encode = (message, { url }) => {
  const lines = message.alerts.map(lineOf).slice(0, MOST.sections);
  const title = titleOf(message);
  const body = {
    // What notifications show, and who does not know blocks.
    text: cut([subjectOf(message), ...lines].join(' – '), MOST.section),
    mrkdwn: false,
    blocks: [
      { type: 'header', text: plainText(cut(title, MOST.header)) },
      ...lines.map(line => ({ type: 'section', text: plainText(cut(line, MOST.section)) })),
    ],
  };
  return { url, body: JSON.stringify(body) };
};
