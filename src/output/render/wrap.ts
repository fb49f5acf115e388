import { oneLine, visibleWidth } from '../width.ts';

/**
 * Breaks a text between words into lines of at most `width` characters; later lines begin with `indent`
 * blanks. A word that is longer than a line stays whole: a path or a name must stay copyable.
 */
export function wrap(text: string, width: number, indent = 0): string {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && visibleWidth(longer) > width - (lines.length > 0 ? indent : 0)) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line].join(`\n${' '.repeat(indent)}`);
}
