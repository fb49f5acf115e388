import type { Program } from '../command-line.ts';
import type { PlannedJob } from '../plan.ts';

/** Whose manager starts the units: that of a user, or that of the machine. */
export type Scope = 'user' | 'system';

/** A credential that systemd reads and hands to a tick (systemd.exec(5), LoadCredential=). */
export interface Credential {
  readonly name: string;
  readonly path: string;
}

/** Everything that the units of a home are made of. */
export interface UnitPlan {
  readonly scope: Scope;
  /** Begins the name of every unit: `hive`, or `hive-<instance>`. */
  readonly prefix: string;
  readonly program: Program;
  readonly jobs: readonly PlannedJob[];
  /** The server of the dashboards; null for none. */
  readonly serve: { readonly port: number | null } | null;
  /** As whom units of the machine run; null for units of a user. */
  readonly owner: { readonly user: string; readonly group: string } | null;
  readonly credentials: readonly Credential[];
  /** Files with keys: what only shows must not read them. */
  readonly keyFiles: readonly string[];
  /** Folders outside the home that jobs write to. */
  readonly alsoWritten: readonly string[];
  /** The folder that holds this program and its libraries. */
  readonly installation: string;
}
