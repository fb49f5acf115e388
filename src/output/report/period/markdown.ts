import type { ReportOutput } from '../../../lib/app/schemas/report.ts';
import { fitColumns } from '../../fit-columns.ts';
import { wrap } from '../../render/wrap.ts';
import { oneLine, visibleWidth } from '../../width.ts';
import { type Block, cellText, type Section, type TableBlock } from './blocks.ts';
import { contextOf, sectionsOf, titleOf, verdictOf } from './sections.ts';

/** A report as Markdown (CommonMark with tables) that is read as it stands, in lines of at most `width` characters. */
export function reportMarkdown(report: ReportOutput, { width }: { readonly width: number }): string {
  const head = [
    `# ${escaped(titleOf(report))}`,
    quoted(report.banner, width),
    paragraph(verdictOf(report), width),
    paragraph(contextOf(report), width),
  ];
  const parts = sectionsOf(report).map(section => sectionText(section, width));
  return `${[...head, ...parts].join('\n\n')}\n`;
}

const sectionText = ({ title, blocks }: Section, width: number): string =>
  [`## ${escaped(title)}`, ...blocks.map(block => blockText(block, width))].join('\n\n');

function blockText(block: Block, width: number): string {
  if (block.kind === 'text') return paragraph(block.text, width);
  if (block.kind === 'table') return tableText(block, width);
  return block.facts.map(([name, value]) => listed(`${name}: ${value}`, width)).join('\n');
}

const quoted = (words: string, width: number): string =>
  paragraph(words, width - 2)
    .split('\n')
    .map(line => `> ${line}`)
    .join('\n');

const listed = (words: string, width: number): string =>
  `- ${paragraph(words, width - 2).replaceAll('\n', '\n  ')}`;

const BETWEEN = 3;
const EDGES = 4;

/** Columns are as wide as their texts; what does not fit is cut, then left out and named, as in a table of the screen. */
function tableText({ caption, columns, rows }: TableBlock, width: number): string {
  const cells = rows.map(row => row.map(cell => escaped(cellText(cell))));
  const { shown, hidden } = fitColumns(columns, cells, { width: width - EDGES, gap: BETWEEN });
  const line = (texts: readonly string[]) =>
    `| ${shown.map(({ index, width: room }) => padded(texts[index] ?? '', room, columns[index]!.align)).join(' | ')} |`;
  const rule = `| ${shown.map(({ index, width: room }) => ruleOf(room, columns[index]!.align)).join(' | ')} |`;
  const note = hidden.map(index => columns[index]!.header).join(', ');
  return [
    paragraph(caption, width),
    '',
    line(columns.map(({ header }) => header)),
    rule,
    ...cells.map(line),
    ...(note === '' ? [] : ['', paragraph(`Not shown for lack of room: ${note}.`, width)]),
  ].join('\n');
}

const ruleOf = (room: number, align: string | undefined): string =>
  align === 'right' ? `${'-'.repeat(room - 1)}:` : '-'.repeat(room);

function padded(words: string, room: number, align: string | undefined): string {
  const short = cut(words, room);
  const blanks = ' '.repeat(room - visibleWidth(short));
  return align === 'right' ? blanks + short : short + blanks;
}

/** Cut with "…", never inside an escape. */
function cut(words: string, room: number): string {
  if (visibleWidth(words) <= room) return words;
  const pieces = words.match(/\\.|&[a-z]+;|[\s\S]/gu) ?? [];
  let short = '';
  for (const piece of pieces) {
    if (visibleWidth(short + piece) > room - 1) break;
    short += piece;
  }
  return `${short.trimEnd()}…`;
}

/** Text in which no character is taken as Markdown or HTML; control characters go. */
const escaped = (words: string): string =>
  oneLine(words)
    .replaceAll(/\p{Cc}/gu, '')
    .replaceAll(/[\\`*[\]|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');

/** What would begin a list, a heading or a quotation at the beginning of a line. */
const BEGINNINGS = /^( *)(>|[#+=-]+(?=\s|$)|\d+[.)](?=\s|$))/gm;

/** Words broken into lines; no line of theirs begins anything but itself. */
const paragraph = (words: string, width: number): string =>
  wrap(escaped(words), width - 1).replaceAll(BEGINNINGS, String.raw`$1\$2`);
