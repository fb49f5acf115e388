import { type HiveError, nearest, usageError } from '../../core/errors.ts';
import type { ParamSpec, Params, ParamValue, RuleStrategy } from './rule-strategy.ts';

/** What parameters are checked against. */
export type Parametrised = Pick<RuleStrategy, 'id' | 'params' | 'check'>;

/**
 * The parameters of a strategy: what was given as text, the default of each that was not.
 * @param given `name=value` texts, or texts by name
 * @throws HiveError (usage) that names the parameter, its value and what is allowed.
 */
export function parseParams(
  strategy: Parametrised,
  given: readonly string[] | Readonly<Record<string, string>>,
): Params {
  const texts = textsByName(strategy, given);
  for (const name of texts.keys()) {
    if (!Object.hasOwn(strategy.params, name)) throw unknownParam(strategy, name);
  }
  const params = Object.fromEntries(
    Object.entries(strategy.params).map(([name, spec]) => {
      const text = texts.get(name);
      return [name, text === undefined ? spec.default : parseValue(strategy, { name, spec, text })];
    }),
  );
  const trouble = strategy.check?.(params);
  if (trouble) throw badParam(`${strategy.id}: ${trouble}.`, 'Change one of them.');
  return params;
}

function textsByName(
  strategy: Parametrised,
  given: readonly string[] | Readonly<Record<string, string>>,
): Map<string, string> {
  if (!isList(given)) return new Map(Object.entries(given));
  const texts = new Map<string, string>();
  for (const pair of given) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at < 0 || name === '') throw badParam(`"${pair}" is not NAME=VALUE.`, example(strategy));
    if (texts.has(name)) throw badParam(`The parameter "${name}" is given twice.`, 'Give it once.');
    texts.set(name, pair.slice(at + 1).trim());
  }
  return texts;
}

const isList = (given: readonly string[] | Readonly<Record<string, string>>): given is readonly string[] =>
  Array.isArray(given);

function example({ id, params }: Parametrised): string {
  const [first] = Object.entries(params);
  return first ? `For example ${first[0]}=${first[1].default}.` : `${id} has no parameters: leave it out.`;
}

interface Given {
  readonly name: string;
  readonly spec: ParamSpec;
  readonly text: string;
}

/** Plain decimals, also with an exponent; nothing that only JavaScript takes for a number. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function parseValue(strategy: Parametrised, given: Given): ParamValue {
  const value =
    given.spec.kind === 'choice' ? given.text : NUMBER.test(given.text) ? Number(given.text) : NaN;
  if (isAllowed(given.spec, value)) return value;
  throw badParam(
    `${strategy.id}: ${given.name} is "${given.text}"; allowed: ${allowedText(given.spec)}.`,
    nextStep(given),
  );
}

/** Whether a value is one that its spec allows. */
export function isAllowed(spec: ParamSpec, value: ParamValue): boolean {
  if (spec.kind === 'choice') return typeof value === 'string' && spec.of.includes(value);
  if (typeof value !== 'number' || !(value >= spec.min && value <= spec.max)) return false;
  return spec.kind === 'number' ? Number.isFinite(value) : Number.isSafeInteger(value);
}

/** What a spec allows, for a person: `a whole number from 1 to 10000`. */
export function allowedText(spec: ParamSpec): string {
  if (spec.kind === 'choice') return spec.of.join(', ');
  return `a ${spec.kind === 'integer' ? 'whole number' : 'number'} from ${spec.min} to ${spec.max}`;
}

function nextStep({ name, spec, text }: Given): string {
  const near = spec.kind === 'choice' ? nearest(text, spec.of) : undefined;
  return near ? `Did you mean ${name}=${near}?` : `For example ${name}=${spec.default}.`;
}

function unknownParam(strategy: Parametrised, name: string): HiveError {
  const known = Object.keys(strategy.params);
  const near = nearest(name, known);
  return usageError({
    code: 'UNKNOWN_PARAM',
    message:
      known.length === 0
        ? `${strategy.id} has no parameters, so none named "${name}".`
        : `${strategy.id} has no parameter "${name}"; it has ${known.join(', ')}.`,
    next: near ? `Did you mean "${near}"?` : example(strategy),
  });
}

const badParam = (message: string, next: string): HiveError =>
  usageError({ code: 'BAD_PARAM', message, next });
