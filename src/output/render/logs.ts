import { stripVTControlCharacters } from 'node:util';
import type { LogLine } from '../../lib/app/logs/log-line.ts';
import { isoTime } from '../../lib/core/clock.ts';
import { type Ink, paint } from '../paint.ts';
import type { Terminal } from '../terminal.ts';
import { span } from '../times.ts';
import { visibleWidth } from '../width.ts';
import { wrap } from './wrap.ts';

type View = Pick<Terminal, 'width' | 'colour'>;

const INKS: Readonly<Record<LogLine['level'], Ink | null>> = {
  error: 'red',
  warn: 'yellow',
  info: null,
  debug: 'dim',
};
const WIDE = 80;
const GAP = '  ';

/**
 * One line of a log: when, who, what came of it, and a sentence that goes on below itself. Every line stands for
 * itself, so that they may come one by one.
 */
export function renderLogLine(line: LogLine, view: View): string {
  const head = [timeOf(line, view.width), whoOf(line).padEnd(6), resultOf(line).padEnd(7)].join(GAP) + GAP;
  const indent = visibleWidth(head);
  const sentences = [sentenceOf(line), ...line.warnings.map(warning => `Warning: ${warning}`)];
  const body = sentences
    .map(sentence => wrap(plain(sentence), view.width - indent).replaceAll('\n', `\n${' '.repeat(indent)}`))
    .join(`\n${' '.repeat(indent)}`);
  const ink = INKS[line.level];
  return ink === null ? head + body : paint(view, ink, head + body);
}

/** What is logged came from anywhere: it must not steer the terminal. */
const plain = (text: string): string =>
  [...stripVTControlCharacters(text)].filter(each => each >= ' ' || each === '\n' || each === '\t').join('');

/** On a narrow screen without the year. */
function timeOf({ time }: LogLine, width: number): string {
  const shown = `${isoTime(Date.parse(time)).slice(0, 19).replace('T', ' ')}Z`;
  return width < WIDE ? shown.slice(5) : shown;
}

const whoOf = ({ job, event, facts }: LogLine): string => {
  if (job !== null) return job;
  if (event === 'trade') return String(facts.side);
  return event === 'deed' ? 'person' : event === 'service' ? 'serve' : 'hive';
};

function resultOf({ event, exitCode, level }: LogLine): string {
  if (event === 'begin') return 'begins';
  if (event === 'trade') return 'filled';
  if (exitCode === null) return level === 'info' ? '' : level;
  return exitCode === 0 ? 'ok' : `exit ${exitCode}`;
}

/** A tick that went well says what it decided, which is what one looks for. */
function sentenceOf({ job, event, message, exitCode, ms, facts }: LogLine): string {
  const took = ms === null ? '' : ` (${span(ms)})`;
  const { outcomes } = facts;
  if (
    job !== 'tick' ||
    event !== 'end' ||
    exitCode !== 0 ||
    typeof outcomes !== 'object' ||
    outcomes === null
  )
    return message + took;
  const said = Object.entries(outcomes).map(([symbol, reason]) => `${symbol} ${reason}`);
  return `${said.join(', ') || message}${took}`;
}
