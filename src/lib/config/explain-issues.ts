import type { z } from 'zod';
import { configError, type HiveError, nearest } from '../core/errors.ts';
import { allowedValues, type ConfigKey, withSections } from './config-keys.ts';
import type { Place } from './jsonc-scanner.ts';
import { describeOrigin, type Origin } from './origin.ts';
import { redacted } from './redact.ts';
import { valueAt } from './values-tree.ts';

/** What is known about the values that were checked. */
export interface Checked {
  readonly tree: unknown;
  readonly keys: readonly ConfigKey[];
  readonly originOf: (path: string) => Origin;
  readonly placeOf: (path: string) => Place | undefined;
}

type Issue = z.core.$ZodIssue;

interface Sentence {
  readonly message: string;
  readonly next: string;
}

/** One sentence for each thing that is wrong, with its place, its value and what is allowed. */
export function explainIssues(issues: readonly Issue[], checked: Checked): HiveError {
  const sentences = issues.flatMap(issue => explain(issue, checked));
  const code = issues.some(issue => issue.code === 'unrecognized_keys') ? 'UNKNOWN_SETTING' : 'BAD_SETTING';
  return configError({
    code,
    message: [...new Set(sentences.map(sentence => sentence.message))].join('\n'),
    next: sentences[0]!.next,
  });
}

function explain(issue: Issue, checked: Checked): Sentence[] {
  if (issue.code !== 'unrecognized_keys') return [badValue(issue, checked)];
  return issue.keys.map(key => unknownKey([...issue.path, key].join('.'), checked));
}

function unknownKey(path: string, checked: Checked): Sentence {
  const near = nearest(path, withSections(checked.keys)) ?? nearestName(path, checked.keys);
  return {
    message: `${whereIs(path, checked)}: there is no setting "${path}".`,
    next: near ? `Did you mean "${near}"?` : 'Remove it, or run hive config show to see the settings.',
  };
}

/** A setting written in the wrong section: compares the last names only. */
function nearestName(path: string, keys: readonly ConfigKey[]): string | undefined {
  const lastName = (text: string) => text.slice(text.lastIndexOf('.') + 1);
  const near = nearest(
    lastName(path),
    keys.map(key => lastName(key.path)),
  );
  return keys.find(key => lastName(key.path) === near)?.path;
}

function badValue(issue: Issue, checked: Checked): Sentence {
  const path = issue.path.join('.');
  const setting = settingOf(path, checked.keys);
  const shown = quoted(redacted(path, valueAt(checked.tree, setting?.path ?? path)));
  return {
    message: `${whereIs(setting?.path ?? path, checked)}: ${path} is ${shown}; allowed: ${allowed(issue, setting)}.`,
    next: nextStep(setting?.path ?? path, checked),
  };
}

/** A number too large for JavaScript is not null, as JSON would have it. */
const quoted = (value: unknown): string =>
  typeof value === 'number' ? String(value) : JSON.stringify(value);

/** The setting that a path is or lies in: `trading.symbols.0` lies in `trading.symbols`. */
const settingOf = (path: string, keys: readonly ConfigKey[]): ConfigKey | undefined =>
  keys.find(key => path === key.path || path.startsWith(`${key.path}.`));

function allowed(issue: Issue, setting: ConfigKey | undefined): string {
  if (issue.code === 'custom') return issue.message.replace(/^(?:must|may) be /, '');
  return setting ? allowedValues(setting.node) : 'an object {…} of settings';
}

function whereIs(path: string, checked: Checked): string {
  const place = checked.placeOf(path);
  const origin = checked.originOf(path);
  if (origin.from !== 'file') return describeOrigin(origin);
  return place ? `${origin.name}:${place.line}:${place.column}` : origin.name;
}

function nextStep(path: string, checked: Checked): string {
  const origin = checked.originOf(path);
  if (origin.from === 'environment') return `Change or unset ${origin.name}.`;
  return origin.from === 'file' ? `Change ${path} in "${origin.name}".` : `Change ${origin.name}.`;
}
