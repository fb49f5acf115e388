import type { Environment } from '../../config/environment.ts';
import { HiveError } from '../../core/errors.ts';
import type { Adapters } from '../adapters.ts';
import { within } from '../within.ts';
import { type Check, type DoctorContext, type Finding, problem, skipped } from './check.ts';
import { CHECKS } from './checks.ts';
import { runProgram } from './run-program.ts';

export interface DoctorOptions {
  /** Ask nothing of a network. */
  readonly offline: boolean;
  readonly environment: Environment;
}

export type CheckReport = Finding & { readonly id: string; readonly title: string };

export interface DoctorReport {
  /** In the same order every time. */
  readonly checks: readonly CheckReport[];
  readonly problems: number;
  readonly warnings: number;
}

/** How long one check may wait for a broker. */
const WAIT_MS = 10_000;

/** Looks at everything that trading rests on, and changes nothing. A check that fails hides no other. */
export async function doctor(
  adapters: Adapters,
  { offline, environment }: DoctorOptions,
  part: Partial<Pick<DoctorContext, 'nodeVersion' | 'run'>> = {},
): Promise<DoctorReport> {
  const context: DoctorContext = {
    adapters,
    environment,
    nodeVersion: process.versions.node,
    run: runProgram,
    account: accountOnce(adapters),
    ...part,
  };
  const checks: CheckReport[] = [];
  for (const check of CHECKS) {
    const finding = whyNot(check, context, offline) ?? (await looked(check, context));
    checks.push({ id: check.id, title: check.title, ...finding });
  }
  // What has not answered by now is not waited for: the process would not end before it does.
  adapters.deadline.abort();
  const count = (state: Finding['state']) => checks.filter(check => check.state === state).length;
  return { checks, problems: count('problem'), warnings: count('warning') };
}

function accountOnce(adapters: Adapters): DoctorContext['account'] {
  const ask = async () => {
    const account = await (await adapters.broker()).account();
    return { account, seenMs: adapters.clock.now() };
  };
  let asked: ReturnType<typeof ask> | undefined;
  return () => {
    asked ??= ask();
    return asked;
  };
}

function whyNot({ asksBroker }: Check, { adapters }: DoctorContext, offline: boolean): Finding | null {
  if (!asksBroker) return null;
  if (adapters.config.broker.kind === 'simulated')
    return skipped('not needed: the broker is the embedded one');
  return offline ? skipped('not asked: --offline') : null;
}

async function looked({ look }: Check, context: DoctorContext): Promise<Finding> {
  try {
    return await within(
      WAIT_MS,
      Promise.resolve().then(() => look(context)),
    );
  } catch (error) {
    if (error instanceof HiveError) return problem(error.message, error.next);
    const why = error instanceof Error ? error.message : String(error);
    return problem(`cannot be checked: ${why}`, 'Run hive doctor again; report it when it stays.');
  }
}
