import { account } from './account.ts';
import { accountGates } from './account-gates.ts';
import { alerts } from './alerts.ts';
import { arming } from './arming.ts';
import { assets } from './assets.ts';
import { buyingPower } from './buying-power.ts';
import type { Check } from './check.ts';
import { clock } from './clock.ts';
import { danfo } from './danfo.ts';
import { diskSpace } from './disk-space.ts';
import { fileModes } from './file-modes.ts';
import { foreignOrders } from './foreign-orders.ts';
import { journal } from './journal.ts';
import { keys } from './keys.ts';
import { killSwitch } from './kill-switch.ts';
import { locks } from './locks.ts';
import { modelAge } from './model-age.ts';
import { nodeVersion } from './node-version.ts';
import { server } from './server.ts';
import { timers } from './timers.ts';
import { withdrawals } from './withdrawals.ts';
import { yahoo } from './yahoo.ts';

/** From this machine outwards. */
export const CHECKS: readonly Check[] = [
  nodeVersion,
  fileModes,
  diskSpace,
  locks,
  journal,
  killSwitch,
  arming,
  modelAge,
  timers,
  alerts,
  server,
  danfo,
  yahoo,
  keys,
  clock,
  account,
  accountGates,
  buyingPower,
  assets,
  withdrawals,
  foreignOrders,
];
