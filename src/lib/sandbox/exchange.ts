/** One HTTP request as a client sent it. */
export interface SandboxRequest {
  /** Upper case. */
  readonly method: string;
  /** As it was sent, still encoded and without the query: `/v2/assets/BTC%2FUSD`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What goes wrong on the wire while an answer is sent. */
export type WireFault =
  /** The connection is cut, before the headers or in the middle of the body. */
  | { readonly kind: 'reset'; readonly at: 'headers' | 'body' }
  /** Nothing is ever sent, and the connection stays open. */
  | { readonly kind: 'hang' }
  /** The whole answer comes late. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The body comes in small pieces with a pause between them. */
  | { readonly kind: 'drip'; readonly ms: number }
  /** The body is blanks, so many bytes of them. */
  | { readonly kind: 'flood'; readonly bytes: number };

export interface SandboxAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Null when the answer arrives as it is. */
  readonly wire: WireFault | null;
}

/** What a route says: a status and a value that becomes the JSON body; `undefined` is an empty body. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });

/** Alpaca's form of an error: an eight-digit code, a message, sometimes more fields. */
export const refusal = (status: number, code: number, message: string, more: object = {}): Reply => ({
  status,
  body: { ...more, code, message },
});

export const notFound = (message: string): Reply => refusal(404, 40410000, message);
export const invalid = (message: string): Reply => refusal(422, 40010001, message);
export const unprocessable = (message: string): Reply => refusal(422, 42210000, message);
export const forbidden = (message: string, more: object = {}): Reply => refusal(403, 40310000, message, more);
