import type { RiskRule } from '../rule.ts';
import { brokerMinimum } from './broker-minimum.ts';
import { confidence } from './confidence.ts';
import { cooldown } from './cooldown.ts';
import { dailyLoss } from './daily-loss.ts';
import { dailyNotional } from './daily-notional.ts';
import { dailyOrders } from './daily-orders.ts';
import { gateOpen } from './gate-open.ts';
import { killSwitch } from './kill-switch.ts';
import { minBuyingPower } from './min-buying-power.ts';
import { orderCap } from './order-cap.ts';
import { positionCoversSell } from './position-covers-sell.ts';
import { quoteFresh } from './quote-fresh.ts';
import { quoteSane } from './quote-sane.ts';
import { shareCap } from './share-cap.ts';
import { slotUsed } from './slot-used.ts';
import { spread } from './spread.ts';
import { symbolAllowed } from './symbol-allowed.ts';
import { symbolFrozen } from './symbol-frozen.ts';

/** Every rule, the most telling reason first. */
export const RULES: readonly RiskRule[] = [
  symbolAllowed,
  killSwitch,
  symbolFrozen,
  slotUsed,
  quoteFresh,
  quoteSane,
  spread,
  confidence,
  gateOpen,
  minBuyingPower,
  orderCap,
  shareCap,
  dailyNotional,
  brokerMinimum,
  dailyOrders,
  cooldown,
  dailyLoss,
  positionCoversSell,
];
