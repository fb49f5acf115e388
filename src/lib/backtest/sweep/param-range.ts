import { type HiveError, usageError } from '../../core/errors.ts';
import { allowedText, isAllowed } from '../../trading/strategies/params.ts';
import type { ParamSpec, ParamValue } from '../../trading/strategies/rule-strategy.ts';

/** What one parameter may be in a sweep. */
export type ParamRange =
  /** Each of these, without repeats. */
  | { readonly kind: 'values'; readonly values: readonly ParamValue[] }
  /** Any whole number, or any number, from `from` to `to`; `log`: each decade is as likely as the next. */
  | {
      readonly kind: 'between';
      readonly from: number;
      readonly to: number;
      readonly whole: boolean;
      readonly log: boolean;
    };

type NumberSpec = Exclude<ParamSpec, { kind: 'choice' }>;

const MOST_STEPS = 100_000;
/** Digits that a sum of steps keeps: 0.1 + 0.2 is 0.3. */
const DIGITS = 12;

/**
 * Reads the range of a parameter: "10" (fixed), "5,10,20" (a list), "5:50:5" (from, to and step, both ends
 * included), "5..50" (anything between, for a random search) or "5..500:log" (the same by orders of magnitude).
 * @param name of the parameter, for errors
 * @throws HiveError (usage) on anything else, and on a value that the parameter does not allow.
 */
export function parseRange(name: string, text: string, spec: ParamSpec): ParamRange {
  if (spec.kind === 'choice') return { kind: 'values', values: words(name, text, spec) };
  const between = /^([^.:,]*(?:\.\d+)?)\.\.([^:,]+?)(:log)?$/.exec(text);
  if (between) return betweenOf(name, between, spec);
  if (text.includes(':')) return { kind: 'values', values: steps(name, text, spec) };
  return { kind: 'values', values: unique(text.split(',').map(part => numberOf(name, part, spec))) };
}

function words(name: string, text: string, spec: ParamSpec): readonly ParamValue[] {
  return unique(text.split(',').map(word => allowed(name, word.trim(), spec)));
}

function betweenOf(name: string, match: RegExpExecArray, spec: NumberSpec): ParamRange {
  const from = numberOf(name, match[1]!, spec);
  const to = numberOf(name, match[2]!, spec);
  const log = match[3] !== undefined;
  if (to < from) throw badRange(name, match[0], 'its end lies below its start');
  if (log && from <= 0) throw badRange(name, match[0], 'orders of magnitude need a start above 0');
  return { kind: 'between', from, to, whole: spec.kind === 'integer', log };
}

function steps(name: string, text: string, spec: NumberSpec): readonly number[] {
  const parts = text.split(':');
  if (parts.length !== 3) throw badRange(name, text, 'it has not three parts');
  const [from, to] = [numberOf(name, parts[0]!, spec), numberOf(name, parts[1]!, spec)];
  const step = plainNumber(name, parts[2]!);
  if (to < from) throw badRange(name, text, 'its end lies below its start');
  if (step <= 0) throw badRange(name, text, `its step ${step} is not above 0`);
  const count = Math.floor((to - from) / step + 1e-9) + 1;
  if (count > MOST_STEPS) throw badRange(name, text, `it has ${count} values, above ${MOST_STEPS}`);
  const values = Array.from({ length: count }, (_, index) => tidy(from + index * step));
  return unique(values.map(value => allowed(name, value, spec)));
}

const tidy = (value: number): number => Number(value.toPrecision(DIGITS));
const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

const numberOf = (name: string, text: string, spec: NumberSpec): number =>
  allowed(name, plainNumber(name, text), spec);

/** Plain decimals, also with an exponent; nothing that only JavaScript takes for a number. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function plainNumber(name: string, text: string): number {
  if (NUMBER.test(text.trim())) return Number(text);
  throw misfit(name, text, 'is not a number');
}

function allowed<Value extends ParamValue>(name: string, value: Value, spec: ParamSpec): Value {
  if (isAllowed(spec, value)) return value;
  throw misfit(name, String(value), `is not allowed: it takes ${allowedText(spec)}`);
}

const misfit = (name: string, value: string, trouble: string): HiveError =>
  usageError({
    code: 'BAD_PARAM',
    message: `--param ${name}: "${value}" ${trouble}.`,
    next: waysToWrite(name),
  });

const badRange = (name: string, text: string, because: string): HiveError =>
  usageError({
    code: 'BAD_PARAM',
    message: `--param ${name}=${text} is no range: ${because}.`,
    next: waysToWrite(name),
  });

const waysToWrite = (name: string): string =>
  `Write ${name}=5:50:5 (from, to, step), ${name}=5,10,20, ${name}=10, or for a random search ${name}=5..50.`;
