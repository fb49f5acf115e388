import { parseArgs } from 'node:util';
import { DAY_MS, HOUR_MS } from '../../src/lib/core/interval.ts';

/** What is lived through, and how. */
export interface MonthOptions {
  readonly seed: number;
  /** Virtual time from the first slot to the last. */
  readonly spanMs: number;
  /** Folder in which the home is made and kept; null for one that goes away when every promise was kept. */
  readonly home: string | null;
  readonly json: boolean;
  /** Little to learn, so that trainings take a moment. */
  readonly isSmall: boolean;
  /** Whether a server looks on, and its memory is watched. */
  readonly serve: boolean;
  /** Decisions that are made again from the journal in the end. */
  readonly replays: number;
}

/** @throws RangeError saying which option is wrong. */
export function readOptions(args: readonly string[]): MonthOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      days: { type: 'string', default: '30' },
      hours: { type: 'string' },
      seed: { type: 'string', default: '42' },
      home: { type: 'string' },
      json: { type: 'boolean', default: false },
      small: { type: 'boolean', default: false },
      'no-serve': { type: 'boolean', default: false },
      replays: { type: 'string', default: '20' },
    },
  });
  const spanMs =
    values.hours === undefined
      ? whole('days', values.days) * DAY_MS
      : Math.max(2, whole('hours', values.hours)) * HOUR_MS;
  return {
    seed: whole('seed', values.seed),
    spanMs,
    home: values.home ?? null,
    json: values.json,
    isSmall: values.small,
    serve: !values['no-serve'],
    replays: whole('replays', values.replays),
  };
}

function whole(name: string, text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new RangeError(`--${name} ${text} is not a whole number above 0`);
  return Number(text);
}

/** The command that lives through the same again. */
export function sameAgain({ seed, spanMs, isSmall, serve, replays }: MonthOptions): string {
  const span = spanMs % DAY_MS === 0 ? `--days ${spanMs / DAY_MS}` : `--hours ${spanMs / HOUR_MS}`;
  return `npm run month -- ${span} --seed ${seed} --replays ${replays}${isSmall ? ' --small' : ''}${serve ? '' : ' --no-serve'}`;
}
