/** One answer of Alpaca, whole, as it came. */
export interface Answer {
  readonly status: number;
  /** The body; null when it was not text, too large, or broke off. */
  readonly text: string | null;
  /** What is wrong with the body; null when it was read to its end. */
  readonly fault: string | null;
  readonly isJson: boolean;
  readonly requestId: string | null;
  /** The broker's clock (the Date header), UTC epoch milliseconds; null when it did not say. */
  readonly dateMs: number | null;
}

/** What became of one request. Without an answer nobody knows whether it arrived. */
export type Exchange =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'silence'; readonly detail: string }
  /** Refused here: nothing left this machine. */
  | { readonly kind: 'withheld'; readonly code: string; readonly detail: string };

/** `{"code": 40310000, "message": "…"}`, the form of every refusal; null for anything else. */
export function errorBody({
  text,
  isJson,
}: Answer): { readonly code: string; readonly message: string } | null {
  const body = text === null || !isJson ? undefined : parsedJson(text);
  if (typeof body !== 'object' || body === null) return null;
  const { code = '', message } = body as Record<string, unknown>;
  if (typeof message !== 'string' || (typeof code !== 'number' && typeof code !== 'string')) return null;
  return { code: String(code).slice(0, 20), message: asPhrase(message) };
}

/** Longer than any message that Alpaca is known to write. */
const MESSAGE_LIMIT = 300;

/** On one line, without control characters and full stop: it becomes a part of our sentences and records. */
export const asPhrase = (message: string): string =>
  message
    .slice(0, MESSAGE_LIMIT)
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replace(/\.+$/, '');

/** The JSON value of a text; undefined when it is none, or could change a prototype. */
export function parsedJson(text: string): unknown {
  if (text.includes('"__proto__"')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
