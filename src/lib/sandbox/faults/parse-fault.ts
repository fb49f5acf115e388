import { nearest, usageError } from '../../core/errors.ts';
import { jsonObject } from '../orders/order-request.ts';
import { FAULTS, type FaultName, faultNames, isFaultName } from './catalogue.ts';

/** A fault and when it strikes. */
export interface FaultRule {
  readonly fault: FaultName;
  /** "" when it takes none. */
  readonly argument: string;
  /** `METHOD /path` or `/path`, with `*` for anything. */
  readonly path: string;
  /** Of the matching requests, from which to which it strikes, counted from 1; `to` null is for ever. */
  readonly from: number;
  readonly to: number | null;
}

const FORM = /^([a-z0-9-]+)(?::(.*?))?(?:@((?:[A-Z]+ |)[/*][^@#]*))?(?:#(\d{1,6})(?:(\+)|-(\d{1,6}))?)?$/s;
const NEXT = 'Write NAME[:ARGUMENT][@PATH][#NTH], for example reset-after@POST /v2/orders#1.';

const badFault = (message: string, next = NEXT) => usageError({ code: 'BAD_FAULT', message, next });

/**
 * Reads `NAME[:ARGUMENT][@PATH-PATTERN][#NTH]`; NTH is `2`, `2+` or `2-5`.
 * @throws HiveError (usage, BAD_FAULT) saying what is wrong with it.
 */
export function parseFault(text: string): FaultRule {
  const [, name = '', argument, path, from, open, to] = FORM.exec(text) ?? [];
  if (name === '') throw badFault(`"${text}" is not a fault.`);
  if (!isFaultName(name)) throw unknownFault(name);
  const first = from === undefined ? 1 : Number(from);
  const last = from === undefined ? null : open ? null : Number(to ?? from);
  if (first < 1 || (last !== null && last < first)) throw badFault(`"${text}" strikes no request.`);
  const isOnce = FAULTS[name].isOnce === true && from === undefined;
  return {
    fault: name,
    argument: argumentOf(name, argument),
    path: path ?? FAULTS[name].path,
    from: first,
    to: isOnce ? 1 : last,
  };
}

function unknownFault(name: string) {
  const near = nearest(name, faultNames);
  return badFault(
    `There is no fault "${name}".`,
    near ? `Did you mean ${near}?` : `Known: ${faultNames.join(', ')}.`,
  );
}

function argumentOf(name: FaultName, given: string | undefined): string {
  const { argument } = FAULTS[name];
  if (argument === null) {
    if (given !== undefined) throw badFault(`The fault "${name}" takes no argument.`);
    return '';
  }
  const text = given ?? argument.fallback;
  if (text !== null && argument.pattern.test(text)) return text;
  const what = text === null ? 'needs one' : `cannot be "${text}"`;
  throw badFault(
    `The argument of the fault "${name}" ${what}.`,
    `Write ${name}:${argument.meaning.replaceAll(' ', '-').toUpperCase()}.`,
  );
}

/**
 * Reads `{"faults": ["reset-after@POST /v2/orders#1"]}`, the form of a file and of the control endpoint.
 * @throws HiveError (usage, BAD_FAULT); then none of them is good.
 */
export function parseFaults(text: string): readonly FaultRule[] {
  const faults = jsonObject(text)?.faults;
  if (Array.isArray(faults) && faults.every(fault => typeof fault === 'string'))
    return faults.map(parseFault);
  throw badFault(
    'The faults are not a list of texts.',
    'Write {"faults": ["reset-after@POST /v2/orders#1"]}.',
  );
}

/** The same rule as one text, everything said. */
export function formatFault({ fault, argument, path, from, to }: FaultRule): string {
  const range = to === null ? `${from}+` : to === from ? `${from}` : `${from}-${to}`;
  return `${fault}${argument === '' ? '' : `:${argument}`}@${path}#${range}`;
}
