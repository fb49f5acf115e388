/**
 * Simple returns between the levels at `places`, the first one against `start`: their product is the whole growth.
 * After a level of zero or less (everything is lost) returns are 0: nothing can be earned on nothing.
 * @param levels values of an equity curve or index
 * @param places indexes into `levels`, rising (see dayEnds)
 * @param start level before the first of them
 */
export function returnsAt(levels: ArrayLike<number>, places: readonly number[], start: number): Float64Array {
  const returns = new Float64Array(places.length);
  let before = start;
  for (let i = 0; i < places.length; i++) {
    const level = levels[places[i]!]!;
    returns[i] = before > 0 ? level / before - 1 : 0;
    before = level;
  }
  return returns;
}
