/** Order states as the broker names them, and whether an order in that state can still change. */
export const ORDER_STATES = {
  new: 'working',
  accepted: 'working',
  pending_new: 'working',
  accepted_for_bidding: 'working',
  partially_filled: 'working',
  done_for_day: 'working',
  pending_cancel: 'working',
  pending_replace: 'working',
  stopped: 'working',
  suspended: 'working',
  calculated: 'working',
  held: 'working',
  filled: 'terminal',
  // A terminal state with a filled quantity is a trade: canceled never means that nothing happened.
  canceled: 'terminal',
  expired: 'terminal',
  rejected: 'terminal',
  replaced: 'terminal',
} as const;

export type OrderState = keyof typeof ORDER_STATES;

/** A state never seen before counts as working: the symbol stays frozen until it is understood. */
export const isTerminal = (state: string): boolean =>
  Object.hasOwn(ORDER_STATES, state) && ORDER_STATES[state as OrderState] === 'terminal';
