import type { EngineRun, Rows } from './engine-run.ts';

/** The first way in which two runs of one input differ, as a sentence; null when they are the same to the last bit. */
export function firstDisagreement(one: EngineRun, other: EngineRun): string | null {
  return (
    rowsDiffer('fill', one.fills, other.fills) ??
    rowsDiffer('trade', one.trades, other.trades) ??
    columnsDiffer('time', one.time, other.time) ??
    columnsDiffer('equity', one.equity, other.equity) ??
    valuesDiffer('cash', one.cashCents, other.cashCents) ??
    valuesDiffer('bars in the market', one.barsInMarket, other.barsInMarket) ??
    valuesDiffer('rejected signals', rejections(one), rejections(other))
  );
}

const rejections = ({ rejected }: EngineRun): string => JSON.stringify(Object.entries(rejected).sort());

function rowsDiffer<T extends object>(what: string, one: Rows<T>, other: Rows<T>): string | null {
  const shared = Math.min(one.length, other.length);
  for (let i = 0; i < shared; i++) {
    const [a, b] = [JSON.stringify(one.at(i)), JSON.stringify(other.at(i))];
    if (a !== b) return `The ${what} ${i + 1} is ${a} in one engine and ${b} in the other.`;
  }
  return valuesDiffer(`number of ${what}s`, one.length, other.length);
}

function columnsDiffer(what: string, one: Float64Array, other: Float64Array): string | null {
  const at = one.findIndex((value, i) => !Object.is(value, other[i]));
  if (at >= 0)
    return `The ${what} of bar ${at + 1} is ${one[at]} in one engine and ${other[at]} in the other.`;
  return valuesDiffer(`number of bars`, one.length, other.length);
}

const valuesDiffer = (what: string, one: number | string, other: number | string): string | null =>
  one === other ? null : `The ${what} is ${one} in one engine and ${other} in the other.`;
