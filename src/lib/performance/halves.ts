/**
 * All ways to choose half of `blocks` blocks, in lexicographic order: the complement of the k-th from the start is the
 * k-th from the end.
 * @param blocks even
 */
export function halves(blocks: number): number[][] {
  const size = blocks / 2;
  const found: number[][] = [];
  const chosen = Array.from({ length: size }, (_, i) => i);
  for (;;) {
    found.push([...chosen]);
    let at = size - 1;
    while (at >= 0 && chosen[at] === blocks - size + at) at--;
    if (at < 0) return found;
    chosen[at]!++;
    for (let i = at + 1; i < size; i++) chosen[i] = chosen[i - 1]! + 1;
  }
}
