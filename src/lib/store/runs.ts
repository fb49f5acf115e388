/** A run of the past, as it is kept. */
export interface RunRecord {
  /** The first digits of the fingerprint. */
  readonly id: string;
  readonly kind: 'backtest' | 'sweep';
  readonly atMs: number;
  /** Hash of everything that the result depends on: the same one stands for the same document. */
  readonly fingerprint: string;
  /** JSON for a line of a list. */
  readonly summary: string;
  /** The whole result, JSON. */
  readonly document: string;
}

export type RunSummary = Omit<RunRecord, 'document'>;

/** One run, or the ids of all that what was asked for may mean: none, or several. */
export type FoundRun =
  | { readonly run: RunRecord }
  | { readonly run: null; readonly candidates: readonly string[] };

/** The history of runs. */
export interface RunStore {
  /**
   * Keeps a run; of one that is there already, the first stays as it is.
   * @throws RangeError when its id stands for another fingerprint, or its fingerprint for another document:
   * something that the result depends on is not in the fingerprint.
   */
  put(run: RunRecord): void;
  /** By id, or by what only one id or fingerprint begins with. */
  get(idOrPrefix: string): FoundRun;
  /** Newest first. */
  list(): RunSummary[];
  /** @returns whether there was a run of this very id. */
  remove(id: string): boolean;
}

/** @throws RangeError when `offered` is not the run that is stored under its id. */
export function assertSameRun(stored: Pick<RunRecord, 'fingerprint' | 'document'>, offered: RunRecord): void {
  const { id, fingerprint, document } = offered;
  if (stored.fingerprint !== fingerprint)
    throw new RangeError(`run ${id} is stored with fingerprint ${stored.fingerprint}, not ${fingerprint}`);
  if (stored.document !== document)
    throw new RangeError(`run ${id} gave another document than before under fingerprint ${fingerprint}`);
}
