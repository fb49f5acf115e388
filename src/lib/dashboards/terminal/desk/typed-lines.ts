/** Lines that were typed before, gone through with the arrow keys. */
export interface TypedLines {
  /** Newest first. */
  readonly lines: readonly string[];
  /** Which of them stands in the line; -1 for what is being typed. */
  readonly at: number;
  /** What was being typed when the going through began. */
  readonly draft: string;
}

/** Lines that are kept. */
export const MOST_LINES = 50;

export const typedLines = (lines: readonly string[] = []): TypedLines => ({
  lines: lines.slice(0, MOST_LINES),
  at: -1,
  draft: '',
});

/** The line that stands there now. */
export const lineAt = ({ lines, at, draft }: TypedLines): string => (at === -1 ? draft : lines[at]!);

/** A line was done: it stands first, and once. */
export const remembered = ({ lines }: TypedLines, line: string): TypedLines =>
  typedLines([line, ...lines.filter(known => known !== line)]);

/** One line older; the oldest stays. `typed` is what stands in the line now. */
export function older(known: TypedLines, typed: string): TypedLines {
  const draft = known.at === -1 ? typed : known.draft;
  return { ...known, draft, at: Math.min(known.at + 1, known.lines.length - 1) };
}

/** One line newer; null beyond the newest, where what is being typed stands. */
export const newer = (known: TypedLines): TypedLines | null =>
  known.at === -1 ? null : { ...known, at: known.at - 1 };
