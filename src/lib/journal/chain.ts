import { canonicalJson, isCanonical } from '../core/canonical-json.ts';
import { isoTime } from '../core/clock.ts';
import { sha256 } from '../core/hash.ts';
import { type ChainLink, RECORD_MODES, type RecordBody, type SealedRecord } from './sealed-record.ts';

/** `prev` of the first record. */
export const GENESIS_HASH = '0'.repeat(64);

/** Where a journal without records stands. */
export const GENESIS: ChainLink = { seq: 0, hash: GENESIS_HASH };

const KEYS = ['account', 'at', 'data', 'hash', 'mode', 'prev', 'seq', 'type'];
/** A key that changes an object's prototype when it is copied carelessly: never written, never read. */
const PROTOTYPE_KEY = '"__proto__":';

/**
 * Gives `body` its place after `previous`.
 * The values come back as a reader will see them: `undefined` members are gone and -0 is 0.
 * @throws TypeError when the body has no JSON form (NaN, a function) or breaks the envelope's rules.
 */
export function seal(previous: ChainLink, body: RecordBody): SealedRecord {
  const { at, mode, account, type, data } = body;
  const unsealed = canonicalJson({
    at,
    mode,
    account,
    type,
    data,
    seq: previous.seq + 1,
    prev: previous.hash,
  });
  const fault = bodyFault(body) ?? (unsealed.includes(PROTOTYPE_KEY) ? 'has a __proto__ key' : null);
  if (fault) throw new TypeError(`a journal record ${fault}`);
  return { ...(JSON.parse(unsealed) as Omit<SealedRecord, 'hash'>), hash: sha256(unsealed) };
}

/** The record as one line of the journal, without the newline. */
export const formatLine = (record: SealedRecord): string => canonicalJson(record);

/**
 * Strict inverse of `formatLine`: the text must be byte for byte what `seal` and `formatLine` give after
 * `previous`.
 * @throws RangeError whose message says what is wrong, without naming a file.
 */
export function parseLine(text: string, previous: ChainLink): SealedRecord {
  const record = parseUnlinked(text);
  if (record.seq !== previous.seq + 1) {
    throw new RangeError(`record ${record.seq} follows record ${previous.seq}`);
  }
  if (record.prev !== previous.hash) {
    throw new RangeError(`record ${record.seq} does not continue the hash of record ${previous.seq}`);
  }
  return record;
}

/**
 * Like `parseLine`, for a record whose predecessor is not at hand: checks all but its place in the chain.
 * @throws RangeError whose message says what is wrong.
 */
export function parseUnlinked(text: string): SealedRecord {
  const record = parseJson(text);
  if (!isEnvelope(record)) throw new RangeError('the line is not a journal record');
  if (text.includes(PROTOTYPE_KEY) || !isCanonical(record, text)) {
    throw new RangeError(`record ${record.seq} is not in canonical form`);
  }
  if (sha256(unsealedText(text, record.hash)) !== record.hash) {
    throw new RangeError(`record ${record.seq} does not match its hash`);
  }
  return record;
}

/**
 * The canonical text that was hashed. The last `"hash":"…",` of a canonical line is the record's own: only
 * scalars come after it, and inside a JSON string the quotes would be escaped.
 */
function unsealedText(text: string, hash: string): string {
  const member = `"hash":"${hash}",`;
  const at = text.lastIndexOf(member);
  return text.slice(0, at) + text.slice(at + member.length);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RangeError('the line is not JSON');
  }
}

function isEnvelope(value: unknown): value is SealedRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (!hasKeys(Object.keys(value))) return false;
  const record = value as SealedRecord;
  const linked = Number.isSafeInteger(record.seq) && record.seq > 0 && typeof record.prev === 'string';
  return linked && typeof record.hash === 'string' && bodyFault(record) === null;
}

/** A line that HIVE wrote has them in this order; others are told by their form, not by their keys. */
const hasKeys = (keys: readonly string[]): boolean =>
  keys.length === KEYS.length && KEYS.every(key => keys.includes(key));

function bodyFault({ at, mode, account, type, data }: RecordBody): string | null {
  if (!isIsoTime(at)) return `has the time ${JSON.stringify(at)}, not ISO 8601 with milliseconds`;
  if (!RECORD_MODES.includes(mode)) return `has the unknown mode ${JSON.stringify(mode)}`;
  if (account !== null && typeof account !== 'string') return 'has an account that is not text';
  if (typeof type !== 'string' || type === '') return 'has no type';
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return 'has data that is not an object';
  return null;
}

/** Days that every month has: such a text is what `isoTime` writes, without asking a calendar. */
const PLAIN_TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

function isIsoTime(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  if (PLAIN_TIME.test(text)) return true;
  const timeMs = Date.parse(text);
  return Number.isFinite(timeMs) && isoTime(timeMs) === text;
}
