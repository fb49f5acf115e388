import { fitText, plainLine } from '../fit-text.ts';
import { lineOf, subjectOf } from '../words.ts';
import type { Encode } from './posting.ts';

/** Characters of a message (core.telegram.org/bots/api#sendmessage). */
const MOST = 4_096;

/** A word joiner, which nobody sees, keeps a name behind an "@" from being one. */
const guarded = (character: string): string => (character === '@' ? '@\u2060' : character);

/** `sendMessage` of a bot, without a parse mode: the text is shown as it is. */
export const telegram: Encode = (message, { url, chat }) => {
  const lines = [subjectOf(message), ...message.alerts.map(lineOf)].map(plainLine).join('\n');
  const target = new URL(url);
  target.pathname = `${target.pathname.replace(/\/$/, '').replace(/\/sendMessage$/, '')}/sendMessage`;
  const body = {
    chat_id: chat,
    text: fitText(lines, { most: MOST, guard: guarded }),
    link_preview_options: { is_disabled: true },
  };
  return { url: target.href, body: JSON.stringify(body) };
};
