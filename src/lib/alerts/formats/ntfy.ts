import type { Alert } from '../alert.ts';
import { fitText, plainLine, utf8Size } from '../fit-text.ts';
import { lineOf, titleOf, weightiest } from '../words.ts';
import type { Encode } from './posting.ts';

/** Bytes of a message; ntfy makes a longer one an attachment (docs.ntfy.sh/publish). */
const MOST_BYTES = 4_096;
const MOST_TITLE = 250;

/** From 1, the least, to 5; 3 is the usual one. */
const LOOKS: Readonly<Record<Alert['kind'], { readonly priority: number; readonly tag: string }>> = {
  problem: { priority: 5, tag: 'rotating_light' },
  warning: { priority: 4, tag: 'warning' },
  held: { priority: 4, tag: 'warning' },
  recovered: { priority: 3, tag: 'white_check_mark' },
  report: { priority: 2, tag: 'page_facing_up' },
  trade: { priority: 2, tag: 'moneybag' },
  test: { priority: 3, tag: 'bee' },
};

/** A topic of ntfy, published as JSON to the root of its server: titles may then hold any character. */
export const ntfy: Encode = (message, { url }) => {
  const { origin, pathname, search } = new URL(url);
  const { priority, tag } = LOOKS[weightiest(message)];
  const lines = message.alerts.map(alert => plainLine(lineOf(alert))).join('\n');
  const body = {
    topic: pathname.replaceAll('/', ''),
    title: fitText(plainLine(titleOf(message)), { most: MOST_TITLE }),
    message: fitText(lines, { most: MOST_BYTES, size: utf8Size }),
    priority,
    tags: [tag],
  };
  return { url: `${origin}/${search}`, body: JSON.stringify(body) };
};
