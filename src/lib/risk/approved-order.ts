import type { OrderIntent } from '../core/order.ts';

declare const approved: unique symbol;

/**
 * An order that passed every risk rule. The brand has no public constructor: `risk/review` alone makes
 * these, and `Broker.submit` takes nothing else.
 */
export type ApprovedOrder = OrderIntent & { readonly clientOrderId: string; readonly [approved]: true };
