/** What would end a line, hide text or turn its direction. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** One line of text that shows all there is in it. */
export const plainLine = (text: string): string => text.toWellFormed().replace(UNSEEN, ' ').trim();

export interface Fit {
  /** Longest result, in what `size` counts. */
  readonly most: number;
  /** Of one character; default: as it is. */
  readonly guard?: (character: string) => string;
  /** Default: UTF-16 code units, of which there are never fewer than characters. */
  readonly size?: (text: string) => number;
}

const ELLIPSIS = '…';

/** The text, guarded, and cut with "…" where it is too long: never within a character and its guard. */
export function fitText(
  text: string,
  { most, guard = same => same, size = ({ length }) => length }: Fit,
): string {
  const pieces = [...text].map(guard);
  if (size(pieces.join('')) <= most) return pieces.join('');
  let room = most - size(ELLIPSIS);
  const kept: string[] = [];
  for (const piece of pieces) {
    room -= size(piece);
    if (room < 0) break;
    kept.push(piece);
  }
  return `${kept.join('')}${ELLIPSIS}`;
}

export const utf8Size = (text: string): number => Buffer.byteLength(text);
