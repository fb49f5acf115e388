/** A row that is not as it was written. It carries SQLITE_CORRUPT, so that it is told as what SQLite itself finds. */
export class DamagedRow extends Error {
  /** @see https://www.sqlite.org/rescode.html#corrupt */
  readonly errcode = 11;

  /** @param what names the row: "page 7 of the 1m bars of BTC/USD from csv". */
  constructor(what: string, cause?: unknown) {
    super(`${what} is not as it was written`, { cause });
  }
}
