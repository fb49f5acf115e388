import { canonicalJson } from '../../core/canonical-json.ts';
import { mulberry32, type Random } from '../../core/random.ts';
import type { Params, ParamValue } from '../../trading/strategies/rule-strategy.ts';
import type { ParamRange } from './param-range.ts';
import { combinationAt, combinations, isValid, type Points, paramsOf, type Space, someOf } from './space.ts';

export interface Draw {
  readonly count: number;
  readonly seed: number;
}

/** Numbers between bounds keep so many digits: enough to search, and a person can type them again. */
const DIGITS = 4;
/** Draws without a new point after which a space counts as used up. */
const PATIENCE = 2_000;

/**
 * Up to `count` valid points, all different, each as likely as any other; fewer where there are no more. The
 * first points of a seed are the same for any count.
 * @throws HiveError (usage) when no valid point is found.
 */
export function randomPoints(space: Space, draw: Draw): Points {
  const lists = listed(space);
  const size = lists && combinations(lists);
  return someOf(space, lists && size ? shuffled(lists, size, draw) : drawn(space, draw));
}

const MOST_LISTED = 100_000;

/** The same space with whole numbers between bounds as lists; null where that cannot be. */
function listed(space: Space): Space | null {
  const ranges = space.ranges.map(({ name, range }) => ({ name, range: listOf(range) }));
  return ranges.every(({ range }) => range !== null)
    ? { strategy: space.strategy, ranges: ranges as Space['ranges'] }
    : null;
}

function listOf(range: ParamRange): ParamRange | null {
  if (range.kind === 'values') return range;
  const length = range.to - range.from + 1;
  if (!range.whole || range.log || length > MOST_LISTED) return null;
  return { kind: 'values', values: Array.from({ length }, (_, index) => range.from + index) };
}

/** The first of a Fisher-Yates shuffle of all combinations, of which only what was moved is kept. */
function shuffled(space: Space, size: number, { count, seed }: Draw): Points {
  const random = mulberry32(seed);
  const moved = new Map<number, number>();
  const points: Params[] = [];
  let tried = 0;
  for (; tried < size && points.length < count; tried++) {
    const other = tried + Math.floor(random() * (size - tried));
    const params = combinationAt(space, moved.get(other) ?? other);
    moved.set(other, moved.get(tried) ?? tried);
    if (isValid(space, params)) points.push(params);
  }
  return { points, invalid: tried - points.length };
}

function drawn(space: Space, { count, seed }: Draw): Points {
  const random = mulberry32(seed);
  const seen = new Set<string>();
  const points: Params[] = [];
  for (let misses = 0; points.length < count && misses < PATIENCE; misses++) {
    const params = paramsOf(
      space,
      space.ranges.map(({ range }) => drawFrom(range, random)),
    );
    const key = canonicalJson(params);
    if (seen.has(key)) continue;
    seen.add(key);
    if (!isValid(space, params)) continue;
    points.push(params);
    misses = 0;
  }
  return { points, invalid: seen.size - points.length };
}

function drawFrom(range: ParamRange, random: Random): ParamValue {
  if (range.kind === 'values') return range.values[Math.floor(random() * range.values.length)]!;
  const { from, to, whole, log } = range;
  const share = random();
  // A whole number owns the stretch of one half to each of its sides.
  const [low, high] = whole ? [from - 0.5, to + 0.5] : [from, to];
  const value = log ? low * (high / low) ** share : low + (high - low) * share;
  const rounded = whole ? Math.round(value) : Number(value.toPrecision(DIGITS));
  return Math.min(to, Math.max(from, rounded));
}
