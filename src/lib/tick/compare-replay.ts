import { canonicalJson } from '../core/canonical-json.ts';

/** One member that the journal and the replay have different values of, as canonical JSON. */
export interface ReplayDifference {
  /** `signal.confidence`, `features.3`. */
  readonly member: string;
  readonly journal: string;
  readonly replay: string;
}

const NOTHING = 'nothing';

/** Where two JSON values differ, bit for bit; empty when they are equal. */
export function differencesOf(journal: unknown, replay: unknown, member = ''): ReplayDifference[] {
  const [ours, theirs] = [textOf(journal), textOf(replay)];
  if (ours === theirs) return [];
  if (!isContainer(journal) || !isContainer(replay)) return [{ member, journal: ours, replay: theirs }];
  const keys = [...new Set([...Object.keys(journal), ...Object.keys(replay)])].sort();
  return keys.flatMap(key =>
    differencesOf(journal[key], replay[key], member === '' ? key : `${member}.${key}`),
  );
}

const textOf = (value: unknown): string => (value === undefined ? NOTHING : canonicalJson(value));

const isContainer = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
