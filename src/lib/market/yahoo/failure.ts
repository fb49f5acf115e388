import { HiveError } from '../../core/errors.ts';

/**
 * What kind of no it is. `refused`: Yahoo does not want to be asked (429, 403). `trouble`: no usable answer from
 * the host (no connection, time-out, 5xx, a page instead of data). `answer`: the host is well and the fault is
 * with this symbol or range. `nothing`: it has no bars in the range.
 */
export type FailureKind = 'refused' | 'trouble' | 'answer' | 'nothing';

/** Why a request gave no bars. */
export class YahooFailure extends Error {
  readonly kind: FailureKind;

  constructor(kind: FailureKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'YahooFailure';
    this.kind = kind;
  }
}

/** The failure as people see it. */
export function failureError(failure: YahooFailure, symbol: string): HiveError {
  const { message, cause } = failure;
  if (failure.kind === 'refused' || failure.kind === 'trouble') {
    return new HiveError({
      code: failure.kind === 'refused' ? 'YAHOO_REFUSED' : 'YAHOO_UNREACHABLE',
      message: `Yahoo gave no bars of ${symbol}: ${message}.`,
      next: 'Nothing is asked of it for a while; run the command again later.',
      kind: 'broker',
      retryable: true,
      cause,
    });
  }
  return new HiveError({
    code: 'YAHOO_NO_BARS',
    message: `Yahoo gave no bars of ${symbol}: ${message}.`,
    next: 'Check the symbol and the range.',
    kind: 'data',
    cause,
  });
}
