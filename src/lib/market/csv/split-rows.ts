/** Called for every row that is not blank. Return false to stop. */
export type RowVisitor = (cells: string[], line: number) => boolean | undefined;

/**
 * Walks the rows of delimited text: quoted cells may hold delimiters, doubled quotes and line breaks;
 * LF and CRLF end a line. Rows without any text are skipped. `line` counts from 1.
 */
export function splitRows(text: string, delimiter: string, visit: RowVisitor): void {
  let line = 1;
  let start = 0;
  while (start < text.length) {
    const end = lineEnd(text, start);
    const row = text.slice(start, end);
    const next = afterBreak(text, end);
    if (row.includes('"')) {
      const quoted = readQuoted(text, start, delimiter);
      if (!isBlank(quoted.cells) && visit(quoted.cells, line) === false) return;
      line += quoted.lines;
      start = quoted.next;
      continue;
    }
    if (row.trim() !== '' && visit(row.split(delimiter), line) === false) return;
    line++;
    start = next;
  }
}

const isBlank = (cells: readonly string[]): boolean => cells.every(cell => cell.trim() === '');

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  const end = feed < 0 ? text.length : feed;
  return end > from && text[end - 1] === '\r' ? end - 1 : end;
}

function afterBreak(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}

interface QuotedRow {
  readonly cells: string[];
  /** Lines of text that the row takes. */
  readonly lines: number;
  readonly next: number;
}

/** Reads one row with quotes in it. A quote that is never closed ends at the next line break. */
function readQuoted(text: string, from: number, delimiter: string): QuotedRow {
  const cells: string[] = [];
  let lines = 1;
  let at = from;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : null;
    const end = cell?.end ?? at;
    const stop = plainEnd(text, end, delimiter);
    cells.push((cell?.value ?? '') + text.slice(end, stop));
    lines += cell?.breaks ?? 0;
    if (text[stop] !== delimiter) return { cells, lines, next: afterBreak(text, stop) };
    at = stop + 1;
  }
}

function plainEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && !isReturn(text, at)) at++;
  return at;
}

const isReturn = (text: string, at: number): boolean =>
  text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length);

/** Longest quoted cell that is believed; beyond it the opening quote is a stray character. */
const MAX_CELL = 10_000;

function quotedCell(text: string, open: number): { value: string; end: number; breaks: number } | null {
  let at = open + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0 || close - open > MAX_CELL) return null;
    if (text[close + 1] !== '"') {
      const value = text.slice(open + 1, close).replaceAll('""', '"');
      return { value, end: close + 1, breaks: value.split('\n').length - 1 };
    }
    at = close + 2;
  }
}
