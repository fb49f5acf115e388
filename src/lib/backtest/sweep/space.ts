import { type HiveError, usageError } from '../../core/errors.ts';
import { allowedText } from '../../trading/strategies/params.ts';
import type { Params, ParamValue, RuleStrategy } from '../../trading/strategies/rule-strategy.ts';
import { type ParamRange, parseRange } from './param-range.ts';

/** The combinations of parameters that a sweep may try. Parameters without a range keep their default. */
export interface Space {
  readonly strategy: RuleStrategy;
  readonly ranges: readonly { readonly name: string; readonly range: ParamRange }[];
}

/** Points to try, all different and all valid, and how many combinations the strategy itself ruled out. */
export interface Points {
  readonly points: readonly Params[];
  readonly invalid: number;
}

/** More would keep too many daily curves in memory at once. */
export const MOST_POINTS = 10_000;
const MOST_COMBINATIONS = 1_000_000;

/**
 * @param texts ranges as written: `fast=5:50:5`; see `parseRange`
 * @throws HiveError (usage) on an unknown or repeated name, a bad range, and when no parameter has a second value.
 */
export function parseSpace(strategy: RuleStrategy, texts: readonly string[]): Space {
  const ranges = texts.map(text => namedRange(strategy, text));
  const names = ranges.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw wrongParam(`--param ${twice} is given twice.`, strategy);
  if (!ranges.some(({ range }) => range.kind === 'between' || range.values.length > 1)) {
    throw wrongParam(`There is nothing to search: no --param has more than one value.`, strategy);
  }
  return { strategy, ranges };
}

function namedRange(strategy: RuleStrategy, text: string) {
  const cut = text.indexOf('=');
  const name = cut < 0 ? text : text.slice(0, cut);
  const spec = Object.hasOwn(strategy.params, name) ? strategy.params[name] : undefined;
  if (!spec) throw wrongParam(`${strategy.id} has no parameter "${name}".`, strategy);
  return { name, range: parseRange(name, cut < 0 ? '' : text.slice(cut + 1), spec) };
}

function wrongParam(message: string, { params }: RuleStrategy): HiveError {
  const known = Object.entries(params).map(([name, spec]) => `${name} (${allowedText(spec)})`);
  const next =
    known.length === 0
      ? 'This strategy has no parameters: run it with hive backtest.'
      : `Write for example --param ${Object.keys(params)[0]}=FROM:TO:STEP; known: ${known.join('; ')}.`;
  return usageError({ code: 'BAD_PARAM', message, next });
}

/** A whole set of parameters from the values picked for some. */
export function paramsOf({ strategy, ranges }: Space, picked: readonly ParamValue[]): Params {
  const chosen = new Map(ranges.map(({ name }, index) => [name, picked[index]!]));
  return Object.fromEntries(
    Object.entries(strategy.params).map(([name, spec]) => [name, chosen.get(name) ?? spec.default]),
  );
}

export const isValid = ({ strategy }: Space, params: Params): boolean =>
  strategy.check === undefined || strategy.check(params) === null;

/** How many combinations there are, valid or not; null when a range is not a list of values. */
export function combinations({ ranges }: Space): number | null {
  let product = 1;
  for (const { range } of ranges) {
    if (range.kind === 'between') return null;
    product *= range.values.length;
  }
  return product;
}

/** Combination `index` of a space of lists; the last range turns fastest. */
export function combinationAt(space: Space, index: number): Params {
  const picked: ParamValue[] = [];
  let rest = index;
  for (const { range } of space.ranges.toReversed()) {
    const values = range.kind === 'values' ? range.values : [];
    picked.unshift(values[rest % values.length]!);
    rest = Math.floor(rest / values.length);
  }
  return paramsOf(space, picked);
}

/**
 * Every valid combination, the last range turning fastest.
 * @throws HiveError (usage) when a range is not a list of values, when there are too many, and when none is valid.
 */
export function gridPoints(space: Space): Points {
  const size = combinations(space);
  if (size === null) throw needsSteps(space);
  if (size > MOST_COMBINATIONS) throw tooMany(size);
  const points: Params[] = [];
  for (let index = 0; index < size; index++) {
    const params = combinationAt(space, index);
    if (isValid(space, params)) points.push(params);
    if (points.length > MOST_POINTS) throw tooMany(size);
  }
  return someOf(space, { points, invalid: size - points.length });
}

/** @throws HiveError (usage) when there is no point at all. */
export function someOf({ strategy }: Space, points: Points): Points {
  if (points.points.length > 0) return points;
  throw usageError({
    code: 'NO_POINTS',
    message: `${strategy.id} rules out all ${points.invalid} combinations of these parameters.`,
    next: 'Widen the ranges: hive help backtest names what each strategy asks of its parameters.',
  });
}

function needsSteps({ ranges }: Space): HiveError {
  const open = ranges.find(({ range }) => range.kind === 'between')!;
  return usageError({
    code: 'BAD_PARAM',
    message: `--param ${open.name} is a range without steps, which a grid cannot walk.`,
    next: `Write ${open.name}=FROM:TO:STEP, or add --search random --points 200.`,
  });
}

const tooMany = (size: number): HiveError =>
  usageError({
    code: 'TOO_MANY_POINTS',
    message: `Of the ${size} combinations of the grid more than ${MOST_POINTS} are valid: too many for a sweep.`,
    next: 'Widen the steps, or draw some of them: --search random --points 1000.',
  });
