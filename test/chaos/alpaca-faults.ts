/**
 * Faults of the broker and of the wire, in the words of the sandbox. Each strikes once in a tick or, for reads, from
 * some request on.
 */
const POST = 'POST /v2/orders';
const READS = 'GET *';

/** What may happen to the POST of an order. */
const ORDER_FAULTS = [
  'reset-before',
  'reset-after',
  'reset-in-body',
  'hang-before',
  'hang',
  'truncate',
  'html',
  'empty',
  'content-type',
  'flood:3000000',
  'error-before:400',
  'error-before:403',
  'error-before:422',
  'error-before:500',
  'error-before:503',
  'error-after:422',
  'error-after:500',
  'error-after:502',
  'error-after:504',
  'other-client-id',
  'other-symbol',
  'other-side',
  'other-size',
  'stuck-pending-new',
  'stuck-pending-cancel',
  'async-reject',
  'part-cancel',
  'part-expire',
  'overfill:1.5',
  'invisible:600000',
  'invisible:1500000',
  'lost-order',
];

/** What may happen to reads, or to every request. */
const READ_FAULTS = [
  `reset-after@${READS}`,
  `hang@${READS}`,
  `truncate@${READS}`,
  `html@${READS}`,
  `empty@${READS}`,
  `error-before:500@${READS}`,
  `error-before:404@${READS}`,
  'error-before:404@GET /v2/orders:by_client_order_id',
  'rate-limit',
  'redirect',
  'slow:5000',
  'slow:40000',
  'drip:500',
  'skew:3600',
  'skew:-3600',
  'unknown-status',
  'unknown-fields',
  'pdt-fields',
  'filled-qty-down',
  'stale-account',
  'set:cash="NaN"@GET /v2/account',
  'set:non_marginable_buying_power=""@GET /v2/account',
  'set:cash=1e400@GET /v2/account',
  'drop:cash@GET /v2/account',
  'set:qty="-5"@GET /v2/positions',
  'drop:qty_available@GET /v2/positions',
  'set:qty=null@GET /v2/account/activities*',
  'fill-twice',
  'fills-unordered',
  'page-repeat',
];

/** How the broker sees the account. */
const STANDING_FAULTS = [
  'other-account',
  'account-blocked',
  'trading-blocked',
  'account-inactive',
  'crypto-inactive',
  'account-suspended',
];

/** What moves money or coins from outside. */
const MOVING_FAULTS = [
  'foreign-order:BTC/USD,buy,50',
  'foreign-order:ETH/USD,sell,0.005',
  'deposit:1000',
  'deposit:-200',
  'coin-transfer:BTC/USD,0.01',
  'coin-transfer:ETH/USD,0.002',
];

export const ALPACA_FAULTS: readonly string[] = [
  ...ORDER_FAULTS,
  ...READ_FAULTS,
  ...STANDING_FAULTS,
  ...MOVING_FAULTS,
];

/** A journal says what the account began with: what moves it may come only after that. */
export const movesAccount = (fault: string): boolean => MOVING_FAULTS.includes(fault);

/** The fault with the requests that it strikes: `draw(n)` is a number in [0, n). */
export function whenItStrikes(fault: string, draw: (sides: number) => number): string {
  if (ORDER_FAULTS.includes(fault)) return `${fault}@${POST}#${1 + draw(2)}`;
  if (movesAccount(fault)) return `${fault}#${1 + draw(9)}`;
  return `${fault}#${1 + draw(8)}${draw(3) === 0 ? '' : '+'}`;
}
