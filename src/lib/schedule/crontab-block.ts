import { crontabWord } from './crontab-lines.ts';

/**
 * The block of one home in a crontab. Everything outside it belongs to somebody else and stays as it is, byte for byte:
 * a crontab is taken as a string of bytes (latin1), and what is written into it is made one.
 */
const ORIGIN = '# Made by "hive schedule install"; "hive schedule uninstall" takes it out.';
const NO_LINE_END = '# The line before had no end.';
const NO_CRONTAB = '# There was no crontab before.';
const NOTES = [NO_LINE_END, NO_CRONTAB];
const BEGIN = '# BEGIN hive ';
const ZONE = /^[ \t]*CRON_TZ[ \t]*=/;

const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const beginOf = (home: string): string => bytesOf(`${BEGIN}${home}`);
const endOf = (home: string): string => bytesOf(`# END hive ${home}`);

/** Where a block is: [from, to) in bytes. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * The crontab with the block of this home as its last, in place of one that was there before. A variable of a crontab
 * holds for all later lines, so the block ends by setting CRON_TZ back to what it was.
 * @param crontab null where there is none
 * @param lines the lines between the markers
 */
export function withBlock(crontab: string | null, home: string, lines: readonly string[]): string {
  const rest = withoutBlock(crontab, home);
  const isOpen = rest !== null && rest !== '' && !rest.endsWith('\n');
  const block = [
    beginOf(home),
    ORIGIN,
    ...(isOpen ? [NO_LINE_END] : []),
    ...(rest === null ? [NO_CRONTAB] : []),
    ...lines.map(bytesOf),
    zoneAtEnd(rest ?? ''),
    endOf(home),
  ];
  return `${rest ?? ''}${isOpen ? '\n' : ''}${block.join('\n')}\n`;
}

/** The crontab as it was before; null where there was none and nothing was added. */
export function withoutBlock(crontab: string | null, home: string): string | null {
  if (crontab === null) return null;
  const place = placeOf(crontab, home);
  if (!place) return crontab;
  const before = crontab.slice(0, place.from);
  const block = crontab.slice(place.from, place.to).split('\n');
  const notes = NOTES.filter(note => block.includes(note));
  const after = handedOver(notes, crontab.slice(place.to));
  // What was written behind the block needs the line end that was put before it.
  const isOpen = notes.includes(NO_LINE_END) && after === '';
  const rest = (isOpen ? before.slice(0, -1) : before) + after;
  return withoutBlock(rest === '' && notes.includes(NO_CRONTAB) ? null : rest, home);
}

/** The block of another home that follows is now the one that must remember what was there before. */
const handedOver = (notes: readonly string[], after: string): string =>
  after.startsWith(BEGIN) ? after.replace('\n', `\n${notes.map(note => `${note}\n`).join('')}`) : after;

/** The block of this home as text; null without one. */
export function blockOf(crontab: string | null, home: string): string | null {
  const place = crontab === null ? null : placeOf(crontab, home);
  return place && Buffer.from(crontab!.slice(place.from, place.to), 'latin1').toString('utf8');
}

/** From the first marker to the next; a block whose end was lost ends before the first line that no block has. */
function placeOf(crontab: string, home: string): Place | null {
  const lines = crontab.split(/(?<=\n)/);
  const texts = lines.map(line => line.replace(/\r?\n$/, ''));
  const first = texts.indexOf(beginOf(home));
  if (first === -1) return null;
  const end = texts.findIndex((text, i) => i > first && [beginOf(home), endOf(home)].includes(text));
  const foreign = texts.findIndex((text, i) => i > first && !isOurs(text, home));
  const isWhole = end !== -1 && texts[end] === endOf(home);
  const after = isWhole ? end + 1 : foreign === -1 ? lines.length : foreign;
  const bytes = (count: number) => lines.slice(0, count).join('').length;
  return { from: bytes(first), to: bytes(after) };
}

function isOurs(text: string, home: string): boolean {
  if ([ORIGIN, ...NOTES].includes(text) || ZONE.test(text)) return true;
  return text.includes(bytesOf(` --home ${crontabWord(home)} `)) && text.endsWith(' --quiet');
}

/** The last setting of CRON_TZ; an empty one gives the zone of the machine back. */
function zoneAtEnd(crontab: string): string {
  const last = crontab.split('\n').findLast(line => ZONE.test(line));
  return last?.replace(/\r$/, '').trim() ?? 'CRON_TZ=""';
}
