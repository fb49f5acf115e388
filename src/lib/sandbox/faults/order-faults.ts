import type { Fate } from '../books/state.ts';
import { decimalNumber, type FaultKind, wholeNumber } from './fault-kind.ts';

const POST = 'POST /v2/orders';

const fated = (summary: string, fate: Fate): FaultKind => ({
  summary,
  path: POST,
  argument: null,
  omen: () => ({ fate }),
});

const part = (summary: string, then: 'canceled' | 'expired'): FaultKind => ({
  summary,
  path: POST,
  argument: decimalNumber('share that fills', '0.5'),
  omen: share => ({ fate: { kind: 'part', share: Number(share), then } }),
});

/** Orders that are taken and then come to another end. */
export const ORDER_FAULTS = {
  'stuck-pending-new': fated('The order stays in pending_new.', { kind: 'stuck' }),
  'stuck-pending-cancel': fated('The order does not fill; once it is canceled it stays in pending_cancel.', {
    kind: 'cancel-stuck',
  }),
  'async-reject': fated('The order is taken and rejected a moment later.', { kind: 'reject' }),
  'part-cancel': part('A part of the order fills, the rest is canceled.', 'canceled'),
  'part-expire': part('A part of the order fills, the rest expires.', 'expired'),
  overfill: {
    summary: 'The order fills for more than was ordered.',
    path: POST,
    argument: decimalNumber('times the order', '1.5'),
    omen: factor => ({ fate: { kind: 'overfill', factor: Number(factor) } }),
  },
  invisible: {
    summary: 'The order is taken and fills, but no lookup and no list of orders shows it for a while.',
    path: POST,
    argument: wholeNumber('milliseconds', '600000'),
    omen: ms => ({ hiddenMs: Number(ms) }),
  },
  'lost-order': {
    summary: 'The answer says that the order was taken; it never existed.',
    path: POST,
    argument: null,
    omen: () => ({ isLost: true }),
  },
} satisfies Record<string, FaultKind>;
