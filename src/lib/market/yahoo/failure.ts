import { isoTime } from '../../core/clock.ts';
import { VendorError } from '../vendor-bars.ts';

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

/** The host's fault, as people see it; it is left alone until `untilMs`. */
export const hostError = ({ kind, message, cause }: YahooFailure, symbol: string, untilMs: number) =>
  new VendorError({
    code: kind === 'refused' ? 'YAHOO_REFUSED' : 'YAHOO_UNREACHABLE',
    message: `Yahoo gave no bars of ${symbol}: ${message}.`,
    next: `Nothing is asked of it before ${isoTime(untilMs)}; run the command again then.`,
    kind: 'broker',
    retryable: true,
    cause,
  });

/** A fault of one symbol or range, as people see it. */
export const symbolError = ({ message, cause }: YahooFailure, symbol: string) =>
  new VendorError({
    code: 'YAHOO_NO_BARS',
    message: `Yahoo gave no bars of ${symbol}: ${message}.`,
    next: 'Check the symbol and the range.',
    kind: 'data',
    cause,
  });
