import type { AccountStanding } from '../desk.ts';
import type { Reply, SandboxAnswer, SandboxRequest } from '../exchange.ts';
import { NO_OMEN, type OrderOmen } from '../routes/place-order.ts';
import type { Strike } from './fault-plan.ts';

/** The request as the broker hears it. */
export const heard = (request: SandboxRequest, strikes: readonly Strike[]): SandboxRequest =>
  strikes.reduce((asked, { kind }) => kind.hear?.(asked) ?? asked, request);

export const standingOf = (strikes: readonly Strike[]): Partial<AccountStanding> =>
  Object.assign(
    {},
    ...strikes.map(({ kind, argument }) => kind.standing?.(argument)),
  ) as Partial<AccountStanding>;

export const omenOf = (strikes: readonly Strike[]): OrderOmen =>
  Object.assign({}, NO_OMEN, ...strikes.map(({ kind, argument }) => kind.omen?.(argument))) as OrderOmen;

/** The reply as the faults make it; each keeps the first one that it struck. */
export function edited(reply: Reply, strikes: readonly Strike[]): Reply {
  return strikes.reduce((said, { kind, argument, planned }) => {
    if (!kind.edit) return said;
    planned.kept ??= said;
    return kind.edit(said, argument, planned.kept);
  }, reply);
}

/** The answer as it leaves. */
export const sent = (answer: SandboxAnswer, strikes: readonly Strike[]): SandboxAnswer =>
  strikes.reduce((leaving, { kind, argument }) => kind.send?.(leaving, argument) ?? leaving, answer);
