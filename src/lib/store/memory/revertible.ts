/** A table in memory that can go back to an earlier moment, for transactions. */
export interface Revertible {
  /** @returns a function that puts the table back to what it is now. */
  mark(): () => void;
}

/** Revertible map; its values are never changed in place. */
export class RevertibleMap<Value> extends Map<string, Value> implements Revertible {
  mark(): () => void {
    const entries = [...this];
    return () => {
      this.clear();
      for (const [key, value] of entries) this.set(key, value);
    };
  }
}

/** One text for several values, unlike that of any other values. */
export const keyOf = (...values: readonly (string | number)[]): string => JSON.stringify(values);
