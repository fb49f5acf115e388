import assert from 'node:assert/strict';
import { assertErrorEnvelope, type CliOptions, type CliResult, hive } from './cli.ts';
import { fileNames } from './traded-home.ts';

export interface Refusal {
  readonly exit: number;
  readonly code: string;
  /** What the sentence must name: the file, the line, the value. */
  readonly says: RegExp;
  /** What the way out must name. */
  readonly next?: RegExp;
}

export type HomeOptions = CliOptions & { readonly home: string };

/**
 * Runs a command line with --json: it must refuse as `expected`, in one document and one sentence with a way
 * out, and leave no half-written file.
 */
export async function assertRefused(args: readonly string[], options: HomeOptions, expected: Refusal) {
  const result = await hive([...args, '--json'], options);
  assertSentence(result, expected);
  const error = assertErrorEnvelope(result.stdout);
  assert.equal(error.code, expected.code, error.message);
  assert.match(error.message, expected.says);
  assertNoTemps(options.home);
}

/** The same for a person: stdout stays empty, and stderr is the same. */
export async function assertRefusedInBoth(args: readonly string[], options: HomeOptions, expected: Refusal) {
  await assertRefused(args, options, expected);
  const result = await hive(args, options);
  assertSentence(result, expected);
  assert.equal(result.stdout, '');
}

function assertSentence({ code, stderr }: CliResult, expected: Refusal): void {
  assert.equal(code, expected.exit, stderr);
  assert.match(stderr, /^Error: .+\nNext: .+\n$/s);
  assert.doesNotMatch(stderr, /^ +at /m);
  assert.match(stderr, expected.says);
  assert.match(stderr, new RegExp(`^Next: .*${expected.next?.source ?? ''}`, 'm'));
}

/** No file of an atomic write that did not end. */
export function assertNoTemps(home: string): void {
  const temps = fileNames(home).filter(name => name.includes('.tmp-'));
  assert.deepEqual(temps, []);
}

/** Runs a command line that must succeed, and gives the data of its document. */
export async function dataOf<Data>(args: readonly string[], options: CliOptions): Promise<Data> {
  const { code, stdout, stderr } = await hive([...args, '--json'], options);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout).data;
}
