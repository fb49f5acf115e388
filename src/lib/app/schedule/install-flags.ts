import { usageError } from '../../core/errors.ts';
import type { Credential } from '../../schedule/units/unit-plan.ts';
import { CREDENTIAL_NAMES } from '../credentials/key-sources.ts';

/** @throws HiveError (usage) on a name that no unit may have. */
export function parseInstance(text: string): string {
  if (/^[a-z\d][a-z\d-]{0,30}$/.test(text)) return text;
  throw usageError({
    code: 'USAGE',
    message: `"${text}" cannot name an installation.`,
    next: 'Use small letters, digits and hyphens, such as paper-2.',
  });
}

/** `alpaca-key-id:/etc/hive/key-id`. @throws HiveError (usage) on any other form. */
export function parseCredential(text: string): Credential {
  const [, name = '', path = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  const known = Object.values(CREDENTIAL_NAMES).flat();
  if (known.includes(name) && /^\/[\w./@+-]+$/.test(path)) return { name, path };
  throw usageError({
    code: 'USAGE',
    message: `"${text}" does not name a credential and its file.`,
    next: `Write NAME:PATH with an absolute path without blanks; names are ${known.join(', ')}.`,
  });
}
