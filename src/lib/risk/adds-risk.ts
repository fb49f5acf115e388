import type { OrderIntent } from '../core/order.ts';

/**
 * Whether the entry rules apply. Only a sell that calls itself an exit is let off: there is no short
 * position to close, so a buy adds risk whatever it is called.
 */
export const addsRisk = ({ purpose, side }: OrderIntent): boolean => purpose === 'entry' || side === 'buy';
