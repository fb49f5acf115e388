import { crontabWord } from './crontab-lines.ts';

/**
 * The block of one home in a crontab. Everything outside it belongs to somebody else and stays as it is, byte for byte:
 * a crontab is taken as a string of bytes (latin1), and what is written into it is made one.
 */
const ORIGIN = '# Made by "hive schedule install"; "hive schedule uninstall" takes it out.';
const NO_LINE_END = '# The line before had no end.';
const NO_CRONTAB = '# There was no crontab before.';
const ZONE = /^[ \t]*CRON_TZ[ \t]*=/;

const bytesOf = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

const beginOf = (home: string): string => bytesOf(`# BEGIN hive ${home}`);
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
  const [before, block, after] = [
    crontab.slice(0, place.from),
    crontab.slice(place.from, place.to),
    crontab.slice(place.to),
  ];
  const notes = block.split('\n');
  // What was written behind the block needs the line end that was put before it.
  const isOpen = notes.includes(NO_LINE_END) && after === '';
  const rest = (isOpen ? before.slice(0, -1) : before) + after;
  return withoutBlock(rest === '' && notes.includes(NO_CRONTAB) ? null : rest, home);
}

/** The block of this home as text; null without one. */
export function blockOf(crontab: string | null, home: string): string | null {
  const place = crontab === null ? null : placeOf(crontab, home);
  return place && Buffer.from(crontab!.slice(place.from, place.to), 'latin1').toString('utf8');
}

/** A block whose end was lost ends before the first line that no block has. */
function placeOf(crontab: string, home: string): Place | null {
  let at = 0;
  let from: number | null = null;
  for (const line of crontab.split(/(?<=\n)/)) {
    const text = line.replace(/\r?\n$/, '');
    const next = at + line.length;
    if (from === null) {
      if (text === beginOf(home)) from = at;
    } else if (text === endOf(home)) return { from, to: next };
    else if (!isOurs(text, home)) return { from, to: at };
    at = next;
  }
  return from === null ? null : { from, to: at };
}

function isOurs(text: string, home: string): boolean {
  if ([ORIGIN, NO_LINE_END, NO_CRONTAB].includes(text) || ZONE.test(text)) return true;
  return text.includes(bytesOf(` --home ${crontabWord(home)} `)) && text.endsWith(' --quiet');
}

/** The last setting of CRON_TZ; an empty one gives the zone of the machine back. */
function zoneAtEnd(crontab: string): string {
  const last = crontab.split('\n').findLast(line => ZONE.test(line));
  return last?.replace(/\r$/, '').trim() ?? 'CRON_TZ=""';
}
