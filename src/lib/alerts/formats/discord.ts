import type { Alert } from '../alert.ts';
import { fitText, plainLine } from '../fit-text.ts';
import { lineOf, titleOf, weightiest } from '../words.ts';
import type { Encode } from './posting.ts';

/** Limits of a message (discord.com/developers/docs/resources/message): content, and the description of an embed. */
const MOST = { content: 2_000, description: 4_096 };

/** What Markdown, mentions and links are made of. */
const guarded = (character: string): string =>
  /[\\*_~`|<>@#[\]():\-+.!&]/.test(character) ? `\\${character}` : character;

const COLOURS: Readonly<Record<Alert['kind'], number>> = {
  ...{ problem: 0xd92d20, warning: 0xf79009, held: 0xf79009 },
  ...{ recovered: 0x12b76a, trade: 0x2e90fa, report: 0x2e90fa, test: 0x98a2b3 },
};

/** A webhook of Discord. Whatever is in the text, nobody is mentioned. */
export const discord: Encode = (message, { url }) => {
  const lines = message.alerts.map(alert => plainLine(lineOf(alert))).join('\n');
  const body = {
    content: fitText(plainLine(titleOf(message)), { most: MOST.content, guard: guarded }),
    embeds: [
      {
        description: fitText(lines, { most: MOST.description, guard: guarded }),
        color: COLOURS[weightiest(message)],
      },
    ],
    allowed_mentions: { parse: [] },
  };
  return { url, body: JSON.stringify(body) };
};
