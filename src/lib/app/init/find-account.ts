import { HiveError, usageError } from '../../core/errors.ts';
import { hasKeys, keyFileOf, kindOf } from '../credentials/credentials.ts';
import { type KeyPair, keyPair } from '../credentials/key-pair.ts';
import { type KeyKind, readKeyFile } from '../credentials/key-sources.ts';
import { checkAccount, type SeenAccount } from './check-account.ts';
import { keysIn } from './keys-text.ts';
import { given, type Person } from './person.ts';
import type { InitRequest, Plan } from './request.ts';

/** The account that was found, and the keys that open it. */
export interface FoundAccount {
  readonly account: SeenAccount | null;
  /** To be written to the key file; null where they are kept somewhere already. */
  readonly keys: KeyPair | null;
  /** The account that alone may be traded; null leaves it as chosen. */
  readonly pinned: string | null;
}

/** Where there is no broker to ask. */
export const NOBODY: FoundAccount = { account: null, keys: null, pinned: null };

/**
 * The keys of a new home and what they open; a person who mistypes may try again.
 * @throws HiveError (usage): ACCOUNT_NEEDED, NO_KEYS_GIVEN; and those of `checkAccount`.
 */
export async function findAccount(
  request: InitRequest,
  plan: Plan,
  person: Person | null,
): Promise<FoundAccount> {
  refuseUnsaidAccount(request, plan, person);
  // A file that cannot be added to is told before anybody types a key.
  readKeyFile(keyFileOf(plan.config, request.paths).path);
  for (let tries = 1; ; tries++) {
    const keys = await keysOf(request, plan, person);
    try {
      const account = request.check ? await look(request, plan, keys) : null;
      return { account, keys, pinned: plan.choices.mode === 'live' ? (account?.number ?? null) : null };
    } catch (error) {
      if (!person || request.keys || tries === MOST_TRIES || !isBadKeys(error)) throw error;
      person.say(`${error.message} ${error.next}\n`);
    }
  }
}

const MOST_TRIES = 3;

const isBadKeys = (error: unknown): error is HiveError =>
  error instanceof HiveError && ['BAD_KEYS', 'BAD_KEY', 'HALF_A_KEY_PAIR'].includes(error.code);

const look = ({ paths, clock, open }: InitRequest, { config }: Plan, keys: KeyPair | null) =>
  checkAccount({ paths, config, clock, keys, ...(open ? { open } : {}) });

/** A number that was found is a pin only when somebody looks at it. */
function refuseUnsaidAccount({ check }: InitRequest, { choices }: Plan, person: Person | null): void {
  if (choices.mode !== 'live' || choices.account !== null || (person && check)) return;
  throw usageError({
    code: 'ACCOUNT_NEEDED',
    message: 'Mode live trades one account, and nobody said which.',
    next: 'Add its number: --account 123456789. It stands on the page of your account at Alpaca.',
  });
}

/** Null where some that are kept already are to be used, or where none are needed now. */
async function keysOf(
  { keys, paths, environment, check }: InitRequest,
  { config }: Plan,
  person: Person | null,
): Promise<KeyPair | null> {
  const kind = kindOf(config);
  if (keys) return keysIn(keys, kind);
  const areThere = hasKeys({ config, paths }, environment);
  if (person) return askKeys(person, { kind, areThere, needed: check });
  if (areThere || !check) return null;
  throw usageError({
    code: 'NO_KEYS_GIVEN',
    message: `There are no ${kind} keys of Alpaca to check.`,
    next: 'Give them by --keys-from FILE, or --keys-from - for standard input; or leave them for later with --no-check.',
  });
}

interface KeysWanted {
  readonly kind: KeyKind;
  readonly areThere: boolean;
  readonly needed: boolean;
}

async function askKeys(person: Person, { kind, areThere, needed }: KeysWanted): Promise<KeyPair | null> {
  const empty = areThere ? ' [those that are there already]' : needed ? '' : ' [later]';
  person.say('Keys of Alpaca, from the page of your account there. What you type is not shown.\n');
  for (;;) {
    const keyId = given(await person.askSecret(`Key id of the ${kind} account${empty}: `)).trim();
    if (keyId === '' && empty !== '') return null;
    const secret = given(await person.askSecret('Secret key: ')).trim();
    try {
      return keyPair({ keyId, secret, from: 'terminal', names: ['The key id', 'The secret key'] });
    } catch (error) {
      if (!isBadKeys(error)) throw error;
      person.say(`${error.message}\n`);
    }
  }
}
