import type { Interfaces } from '@oclif/core';
import { reportError } from './errors/report-error.ts';
import { isOn, readEnvironment } from './lib/config/environment.ts';
import { stderrWriter } from './output/journald.ts';
import { hasJsonFlag } from './output/json-flag.ts';
import { quickValues } from './quick-values.ts';

/**
 * Runs one command line and gives the exit code. Every error of every command ends here, because oclif
 * reads the code from different places with and without --json.
 */
export async function main(argv: string[], options: Interfaces.LoadOptions): Promise<number> {
  try {
    const values = await quickValues(argv);
    if (values) return printed(values);
    const { flush, run } = await import('@oclif/core');
    await run(argv, options);
    await flush();
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return fail(error, argv);
  }
}

function printed(values: readonly string[]): number {
  if (values.length > 0) process.stdout.write(`${values.join('\n')}\n`);
  return 0;
}

/** Reports an error, also one that no promise of `main` carries, and gives the exit code. */
export const fail = (error: unknown, argv: readonly string[]): number =>
  plainExit(error) ?? reportError(error, surroundings(argv));

const surroundings = (argv: readonly string[]) => ({
  json: hasJsonFlag(argv),
  debug: isOn(readEnvironment(), 'HIVE_DEBUG'),
  stdout: (text: string) => void process.stdout.write(text),
  stderr: (text: string) =>
    stderrWriter(readEnvironment(), written => void process.stderr.write(written))('error', text),
});

/** oclif's `exit()` throws its code; there is nothing to report. */
function plainExit(error: unknown): number | null {
  const { code, oclif } = error as { code?: unknown; oclif?: { exit?: number } };
  return code === 'EEXIT' ? (oclif?.exit ?? 0) : null;
}
