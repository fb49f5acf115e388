import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../config/environment.ts';
import type { HomePaths } from '../home.ts';

const CREDENTIAL = 'hive-alerts';

/** Where it is written whom to alert. */
export interface AlertsPlace {
  readonly path: string;
  /** Whether systemd handed it over: it cannot be changed here. */
  readonly isCredential: boolean;
}

/** The credential of systemd, else the file of the home; null when there is neither. */
export function alertsPlace(
  { alerts }: HomePaths,
  { CREDENTIALS_DIRECTORY: folder }: Environment,
): AlertsPlace | null {
  const credential = folder ? join(folder, CREDENTIAL) : null;
  if (credential !== null && exists(credential)) return { path: credential, isCredential: true };
  return exists(alerts) ? { path: alerts, isCredential: false } : null;
}

/** What cannot be looked at is there: reading it then says why it cannot be used. */
function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return true;
  }
}
