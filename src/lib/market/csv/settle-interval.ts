import { dataError, type HiveError } from '../../core/errors.ts';
import { DAY_MS, HOUR_MS, type Interval, intervalMs, intervalNames } from '../../core/interval.ts';

/**
 * Interval of a file from the commonest step between its times, checked against the one asked for.
 * @param times open times in any order, repeats allowed.
 * @throws HiveError (data) when the step is no known interval or not the one asked for.
 */
export function settleInterval(times: readonly number[], wanted: Interval | undefined): Interval {
  const step = modalStep(times);
  if (step === null) {
    if (wanted) return wanted;
    throw dataError({
      code: 'INTERVAL_UNKNOWN',
      message: 'One time is not enough to tell the interval of the bars.',
      next: `Say it: --interval ${intervalNames.join('|')}`,
    });
  }
  const found = intervalNames.find(name => intervalMs(name) === step);
  if (found !== undefined && (wanted === undefined || wanted === found)) return found;
  throw found === undefined ? unknownStep(step) : otherInterval(found, wanted!);
}

/** Commonest difference between neighbouring times, the smaller one of equals; null below two times. */
export function modalStep(times: readonly number[]): number | null {
  const sorted = Float64Array.from(times).sort();
  const counts = new Map<number, number>();
  for (let index = 1; index < sorted.length; index++) {
    const step = sorted[index]! - sorted[index - 1]!;
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best: [number, number] | null = null;
  for (const [step, count] of counts) {
    if (!best || count > best[1] || (count === best[1] && step < best[0])) best = [step, count];
  }
  return best?.[0] ?? null;
}

function unknownStep(step: number): HiveError {
  return dataError({
    code: 'UNKNOWN_STEP',
    message: `The file's rows are ${describeStep(step)} apart, which is no interval of HIVE.`,
    next: `Import bars of ${intervalNames.join(', ')}.`,
  });
}

function otherInterval(found: Interval, wanted: Interval): HiveError {
  const finer = intervalMs(found) < intervalMs(wanted);
  return dataError({
    code: 'INTERVAL_MISMATCH',
    message: `The file's bars are ${found} apart, not ${wanted}.`,
    next: finer
      ? `Import them as they are with --interval ${found}, or add --resample ${wanted} in place of --interval.`
      : `Import them with --interval ${found}; bars of ${wanted} need a finer file.`,
  });
}

function describeStep(step: number): string {
  if (step % DAY_MS === 0) return `${step / DAY_MS} days`;
  if (step % HOUR_MS === 0) return `${step / HOUR_MS} hours`;
  return step % 60_000 === 0 ? `${step / 60_000} minutes` : `${step / 1000} seconds`;
}
