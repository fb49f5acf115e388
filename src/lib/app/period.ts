/** From `fromMs` up to but excluding `toMs`, UTC epoch milliseconds; what is left out has no bound. */
export interface Period {
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

/** Whether the ISO time `at` lies in the period. */
export function inPeriod(at: string, { fromMs = -Infinity, toMs = Infinity }: Period): boolean {
  const atMs = Date.parse(at);
  return atMs >= fromMs && atMs < toMs;
}
