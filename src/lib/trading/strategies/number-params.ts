import type { Params } from './rule-strategy.ts';

/** A number among parameters that were checked against their specs. @throws TypeError when it is none: a bug. */
export function numberParam(params: Params, name: string): number {
  const value = params[name];
  if (typeof value !== 'number') throw new TypeError(`parameter ${name} is ${String(value)}, not a number`);
  return value;
}

/** The specs of a whole number of bars. */
export const barsParam = (byDefault: number, summary: string, min = 1) => ({
  kind: 'integer' as const,
  default: byDefault,
  min,
  max: 10_000,
  summary,
});

/** What is wrong when one length is not below another; null when it is. */
export function mustBeBelow(params: Params, lower: string, upper: string): string | null {
  const [low, high] = [numberParam(params, lower), numberParam(params, upper)];
  return low < high ? null : `${lower} (${low}) must be below ${upper} (${high})`;
}
