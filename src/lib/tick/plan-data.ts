import { isoTime } from '../core/clock.ts';
import { formatPrice } from '../core/money.ts';
import type { PlanData } from '../journal/entry.ts';
import type { ExitPlan } from '../trading/exit-plan.ts';

/** An exit plan as the journal keeps it. */
export const planData = ({ target, stop, expiresMs }: ExitPlan): PlanData => ({
  target: target === null ? null : formatPrice(target),
  stop: stop === null ? null : formatPrice(stop),
  expiresAt: isoTime(expiresMs),
});
