export interface RefusalDetail {
  readonly status: number;
  /** Stable upper-snake identifier. */
  readonly code: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  /** The way out. */
  readonly next: string;
  readonly retryable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is answered with a status and an error envelope instead of what it asked for. */
export class Refusal extends Error {
  readonly detail: RefusalDetail;

  constructor(detail: RefusalDetail) {
    super(detail.message);
    this.name = 'Refusal';
    this.detail = detail;
  }
}

type Envelope = Pick<RefusalDetail, 'code' | 'message' | 'next' | 'retryable'>;

/** The error document of the output contract, UTF-8. */
export const errorBody = ({ code, message, next, retryable = false }: Envelope): Buffer =>
  Buffer.from(
    `${JSON.stringify({ ok: false, schema: 'hive.error/1', error: { code, message, next, retryable } })}\n`,
  );

/** What the request cannot be read for. */
export const badRequest = (message: string, next = 'Send a plain GET as /openapi.json describes it.') =>
  new Refusal({ status: 400, code: 'BAD_REQUEST', message, next });

export const notFound = () =>
  new Refusal({
    status: 404,
    code: 'NOT_FOUND',
    message: 'There is nothing at this path.',
    next: 'GET /openapi.json lists what can be asked.',
  });

/** @param waitMs until the same request would be answered. */
export const tooMany = (message: string, waitMs: number): Refusal => {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
  return new Refusal({
    status: 429,
    code: 'TOO_MANY_REQUESTS',
    message,
    next: `Ask again in ${seconds} s.`,
    retryable: true,
    headers: { 'retry-after': String(seconds) },
  });
};
