import type { Credential, Scope } from '../../schedule/units/unit-plan.ts';
import type { Installation } from './schedule-plan.ts';

export interface InstallRequest extends Installation {
  readonly by: 'cron' | 'systemd';
  /** Units of the machine rather than of this user. */
  readonly scope: Scope;
  /** Tells the units of several homes apart. */
  readonly instance: string;
  readonly serve: { readonly port: number | null } | null;
  readonly credentials: readonly Credential[];
  readonly dryRun: boolean;
  /** Shows a person what will be done and says whether they want it; "yes" where nobody needs to be asked. */
  readonly confirm: ((plan: InstallReport) => Promise<boolean>) | 'yes' | null;
}

/** What is put in, in full. */
export interface InstallReport {
  readonly by: 'cron' | 'systemd';
  /** Null for cron. */
  readonly scope: Scope | null;
  readonly installed: boolean;
  /** The block for the crontab, with its markers; null for systemd. */
  readonly crontab: string | null;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Unit files of an earlier installation that are no longer wanted. */
  readonly removed: readonly string[];
  /** Programs that are called, in order. */
  readonly commands: readonly string[];
  readonly since: string | null;
  readonly warnings: readonly string[];
}

/** What one way to install is going to do, and how. */
export interface InstallPlan {
  readonly report: Omit<InstallReport, 'installed' | 'since'>;
  /** @throws HiveError (config) when a program of the machine refuses. */
  readonly carryOut: () => Promise<void>;
}
