/**
 * Of rows sorted newest first, at most `limit`, so that rows of one `atMs` enter or stay out together.
 * Give at least `limit + 1` rows when there are that many: the extra one shows whether the cut is clean.
 */
export function newestWholeMoments<Row extends { readonly atMs: number }>(
  newestFirst: readonly Row[],
  limit: number,
): Row[] {
  const firstOut = newestFirst[limit];
  const kept = newestFirst.slice(0, limit);
  return firstOut ? kept.filter(row => row.atMs > firstOut.atMs) : kept;
}
