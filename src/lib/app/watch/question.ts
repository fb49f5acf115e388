import type { z } from 'zod';
import { nearest, usageError } from '../../core/errors.ts';
import type { Endpoint } from '../queries/endpoint.ts';

export type Parameters = Readonly<Record<string, string>>;

const SHOWN = 60;
const NEXT = 'See /openapi.json for what may be asked.';

/** Key of a question: the same for the same parameters in any order. */
export function questionKey(path: string, parameters: Parameters): string {
  const names = Object.keys(parameters);
  if (names.length === 0) return path;
  return `${path}?${names
    .sort()
    .map(name => `${encodeURIComponent(name)}=${encodeURIComponent(parameters[name]!)}`)
    .join('&')}`;
}

/**
 * The parameters as an endpoint wants them.
 * @throws HiveError (usage, BAD_PARAMETER) naming the parameter and its value.
 */
export function parsedQuestion<Query extends z.ZodType>(
  { query, path }: Endpoint<Query>,
  parameters: Parameters,
): z.output<Query> {
  const parsed = query.safeParse(parameters);
  if (parsed.success) return parsed.data;
  throw usageError({
    code: 'BAD_PARAMETER',
    message: wrongWith(parsed.error.issues[0], { path, parameters }),
    next: NEXT,
  });
}

interface Asked {
  readonly path: string;
  readonly parameters: Parameters;
}

function wrongWith(issue: z.core.$ZodIssue | undefined, { path, parameters }: Asked): string {
  if (issue?.code === 'unrecognized_keys')
    return `${path} has no parameter ${issue.keys.map(quoted).join(', ')}.`;
  const name = String(issue?.path[0] ?? '');
  const value = parameters[name];
  if (value === undefined) return `${path} needs the parameter "${name}".`;
  return `The parameter "${name}" of ${path} is ${quoted(value)}: ${issue?.message ?? 'it cannot be used'}.`;
}

const quoted = (text: string): string =>
  JSON.stringify(text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** That the API has no such path. */
export function noSuchPath(path: string, known: readonly string[]) {
  const near = nearest(path.slice(0, SHOWN), known);
  return usageError({
    code: 'NO_SUCH_PATH',
    message: `The API has no ${quoted(path)}${near ? `: did you mean ${near}?` : '.'}`,
    next: NEXT,
  });
}
