/** One promise that was looked after. */
export interface Check {
  readonly name: string;
  /** What is wrong; empty when it was kept. */
  readonly broken: readonly string[];
  /** What was seen, in a few words. */
  readonly seen: string;
}

export const kept = (name: string, seen: string, broken: readonly string[] = []): Check => ({
  name,
  seen,
  broken,
});
