import assert from 'node:assert/strict';
import { assertErrorEnvelope, type CliOptions, type CliResult, hive } from './cli.ts';
import { copyOf, fileNames } from './traded-home.ts';

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
 * Runs a command line for a person, and with --json in a copy of the home: both must refuse as `expected`, in
 * one sentence with a way out, and leave no half-written file.
 */
export async function assertRefused(args: readonly string[], options: HomeOptions, expected: Refusal) {
  const copy = copyOf(options.home);
  const [text, json] = await Promise.all([
    hive(args, options),
    hive([...args, '--json'], { ...options, home: copy }),
  ]);
  assertSentence(text, expected);
  assertDocument(json, expected);
  for (const home of [options.home, copy]) assertNoTemps(home);
}

function assertSentence({ code, stdout, stderr }: CliResult, expected: Refusal): void {
  assert.equal(code, expected.exit, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, /^Error: .+\nNext: .+\n$/ms);
  assert.doesNotMatch(stderr, /^ +at /m);
  assert.match(stderr, expected.says);
  assert.match(stderr, new RegExp(`^Next: .*${expected.next?.source ?? ''}`, 'm'));
}

function assertDocument({ code, stdout, stderr }: CliResult, expected: Refusal): void {
  assert.equal(code, expected.exit, stderr);
  const error = assertErrorEnvelope(stdout);
  assert.equal(error.code, expected.code, error.message);
  assert.match(error.message, expected.says);
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
