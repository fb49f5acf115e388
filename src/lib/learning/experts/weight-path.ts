/** Mean weights over some epochs in a row. */
export interface WeightPoint {
  /** First and last moment, UTC epoch milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly epochs: number;
  /** One weight a name; a name that came later than this point has none yet, which is 0. */
  readonly weights: readonly number[];
}

/** Weights over time in bounded room: old epochs are merged, none is lost. */
export interface WeightPath {
  /** The first is OTHERS. */
  readonly names: readonly string[];
  /** Epochs that a point is made of: a power of two. The newest may have fewer. */
  readonly stride: number;
  readonly points: readonly WeightPoint[];
}

export interface WeightPathOptions {
  /** Points kept at most: an even number. */
  readonly mostPoints: number;
  /** Names kept at most, OTHERS included. */
  readonly mostNames: number;
}

/** Where the weight of experts long gone is added up. */
export const OTHERS = 'others';

export const DEFAULT_WEIGHT_PATH: WeightPathOptions = { mostPoints: 256, mostNames: 64 };

export const newWeightPath = (): WeightPath => ({ names: [OTHERS], stride: 1, points: [] });

export interface WeightRecord {
  readonly atMs: number;
  /** Name to weight: everything that has weight now, cash too. */
  readonly weights: Readonly<Record<string, number>>;
}

/**
 * The path with one more epoch. When there are more points than wanted, neighbours are merged in pairs and the
 * stride doubles. When there are more names than wanted, those that weigh nothing now and whose greatest weight was
 * least go into OTHERS. Sums of weights stay.
 * @throws RangeError on a time that is not after the last one, a weight that is negative or not finite, or more
 * names at once than there is room for
 */
export function recordWeights(
  options: WeightPathOptions,
  path: WeightPath,
  record: WeightRecord,
): WeightPath {
  checkRecord(options, path, record);
  const newNames = Object.keys(record.weights).filter(name => !path.names.includes(name));
  const named = foldNames(options, { ...path, names: [...path.names, ...newNames] }, record);
  const weights = named.names.map(name => (Object.hasOwn(record.weights, name) ? record.weights[name]! : 0));
  const point: WeightPoint = { fromMs: record.atMs, toMs: record.atMs, epochs: 1, weights };
  const { stride, points } = named;
  const last = points.at(-1);
  const grown =
    last !== undefined && last.epochs < stride
      ? [...points.slice(0, -1), merged(last, point)]
      : [...points, point];
  if (grown.length <= options.mostPoints) return { ...named, points: grown };
  return { ...named, stride: 2 * stride, points: inPairs(grown) };
}

function checkRecord(
  { mostPoints, mostNames }: WeightPathOptions,
  path: WeightPath,
  { atMs, weights }: WeightRecord,
): void {
  if (!Number.isFinite(atMs)) throw new RangeError(`the time of weights is ${atMs}`);
  const last = path.points.at(-1);
  if (last !== undefined && !(atMs > last.toMs))
    throw new RangeError(`weights of ${atMs} after ${last.toMs}`);
  if (!(mostPoints >= 2 && mostPoints % 2 === 0)) throw new RangeError(`${mostPoints} points at most`);
  const entries = Object.entries(weights);
  const wrong = entries.find(([, weight]) => !(weight >= 0 && weight < Infinity));
  if (wrong !== undefined) throw new RangeError(`the weight of ${wrong[0]} is ${wrong[1]}`);
  if (entries.length >= mostNames) throw new RangeError(`${entries.length} names, room for ${mostNames - 1}`);
}

/** Mean weights of both, by their epochs. */
function merged(first: WeightPoint, second: WeightPoint): WeightPoint {
  const epochs = first.epochs + second.epochs;
  const count = Math.max(first.weights.length, second.weights.length);
  const weights = Array.from({ length: count }, (_, n) => {
    const sum = first.epochs * (first.weights[n] ?? 0) + second.epochs * (second.weights[n] ?? 0);
    return sum / epochs;
  });
  return { fromMs: first.fromMs, toMs: second.toMs, epochs, weights };
}

const inPairs = (points: readonly WeightPoint[]): WeightPoint[] =>
  points.flatMap((point, i) => {
    if (i % 2 === 1) return [];
    const second = points[i + 1];
    return [second === undefined ? point : merged(point, second)];
  });

/** Adds the columns of names that have to go to OTHERS, which is column 0. */
function foldNames(
  { mostNames }: WeightPathOptions,
  path: WeightPath,
  { weights }: WeightRecord,
): WeightPath {
  const surplus = path.names.length - mostNames;
  if (surplus <= 0) return path;
  const greatest = (n: number) =>
    path.points.reduce((most, point) => Math.max(most, point.weights[n] ?? 0), 0);
  const gone = path.names
    .map((name, n) => ({ name, n, greatest: greatest(n) }))
    .filter(({ name, n }) => n > 0 && !Object.hasOwn(weights, name))
    .sort((a, b) => a.greatest - b.greatest || a.n - b.n)
    .slice(0, surplus);
  const folded = new Set(gone.map(({ n }) => n));
  const stays = (_: unknown, n: number) => !folded.has(n);
  const points = path.points.map(point => {
    const kept = point.weights.filter(stays);
    for (const n of folded) kept[0]! += point.weights[n] ?? 0;
    return { ...point, weights: kept };
  });
  return { ...path, names: path.names.filter(stays), points };
}
