import { splitRows } from './split-rows.ts';

/** In order of trust: a comma may also be a decimal mark, the others never are. */
const DELIMITERS = ['\t', ';', '|', ','] as const;

/** A bar needs a time and four prices. */
const MIN_CELLS = 5;
const SAMPLE_ROWS = 30;

/** The delimiter that splits most of the first lines into enough cells; a comma when none does. */
export function detectDelimiter(text: string): string {
  const head = text.slice(0, 65_536);
  return DELIMITERS.find(delimiter => splitsMost(head, delimiter)) ?? ',';
}

function splitsMost(text: string, delimiter: string): boolean {
  let rows = 0;
  let wide = 0;
  splitRows(text, delimiter, cells => {
    rows++;
    if (cells.length >= MIN_CELLS) wide++;
    return rows < SAMPLE_ROWS;
  });
  return wide * 2 > rows;
}
