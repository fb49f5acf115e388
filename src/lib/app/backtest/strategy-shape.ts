import { z } from 'zod';
import type { Strategy } from '../../../strategy.ts';
import { nearest, usageError } from '../../core/errors.ts';
import { RULE_STRATEGIES } from '../../trading/strategies/rules/index.ts';

/** Strategies that are no rules, and all names that a user's own may not take. */
export const LEARNED_AND_CONTROL = ['forest', 'control'] as const;
const TAKEN: readonly string[] = [...LEARNED_AND_CONTROL, ...RULE_STRATEGIES.map(strategy => strategy.id)];

const aFunction = z.custom<(...given: never[]) => unknown>(value => typeof value === 'function', {
  error: 'must be a function',
});
const isBars = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const summary = z.string({ error: 'must be a sentence' }).min(1);
const finite = z.number({ error: 'must be a finite number' });

const numberSpec = z
  .strictObject({ kind: z.enum(['integer', 'number']), default: finite, min: finite, max: finite, summary })
  .refine(spec => spec.min <= spec.default && spec.default <= spec.max, {
    error: 'must lie from min to max',
    path: ['default'],
  })
  .refine(spec => spec.kind === 'number' || Number.isSafeInteger(spec.default), {
    error: 'must be a whole number',
    path: ['default'],
  });

const choiceSpec = z
  .strictObject({ kind: z.literal('choice'), default: z.string(), of: z.array(z.string()).min(1), summary })
  .refine(spec => spec.of.includes(spec.default), { error: 'must be one of `of`', path: ['default'] });

const KINDS = 'must be "integer", "number" or "choice"';

const shape = z.strictObject(
  {
    name: z
      .string({ error: 'must be a name' })
      .regex(/^[a-z][a-z0-9-]{0,39}$/, {
        error: 'must be a name of small letters, digits and dashes that begins with a letter, at most 40',
      })
      .refine(name => !TAKEN.includes(name), { error: 'is the name of a strategy of HIVE: take another' }),
    summary: summary.optional(),
    params: z
      .record(
        z.string().regex(/^[A-Za-z][\w-]*$/, { error: 'must be a name of letters and digits' }),
        z.discriminatedUnion('kind', [numberSpec, choiceSpec], { error: KINDS }),
        { error: 'must be an object of parameters' },
      )
      .optional(),
    warmUp: z
      .custom(value => typeof value === 'function' || isBars(value), {
        error: 'must be a number of bars or a function',
      })
      .optional(),
    check: aFunction.optional(),
    start: aFunction,
  },
  { error: issue => (issue.code === 'unrecognized_keys' ? undefined : 'must be an object') },
);

const KNOWN = Object.keys(shape.shape);

/**
 * A default export as a strategy.
 * @throws HiveError (usage) that says what is wrong with it and where.
 */
export function checkStrategy(found: unknown, path: string): Strategy<Record<string, number | string>> {
  const checked = shape.safeParse(found);
  if (checked.success) return found as Strategy<Record<string, number | string>>;
  const [issue] = checked.error.issues;
  throw usageError({ code: 'BAD_STRATEGY', ...explain(issue!, found, path) });
}

function explain(issue: z.core.$ZodIssue, found: unknown, path: string) {
  const next = 'See docs/strategies.md for an example.';
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0]!;
    const near = issue.path.length === 0 ? nearest(key, KNOWN) : undefined;
    return {
      message: `${path}: a strategy has no "${[...issue.path, key].join('.')}".`,
      next: near ? `Did you mean "${near}"?` : next,
    };
  }
  const name = ['the default export', ...issue.path].slice(issue.path.length > 0 ? 1 : 0).join('.');
  const message = issue.code === 'invalid_key' ? issue.issues[0]!.message : issue.message;
  return { message: `${path}: ${name} (${shown(found, issue.path)}) ${message}.`, next };
}

/** The value at a path of an object, short enough for a sentence. */
function shown(found: unknown, path: readonly PropertyKey[]): string {
  let value = found;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
