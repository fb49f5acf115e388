import { isoTime } from '../../core/clock.ts';
import { DAY_MS } from '../../core/interval.ts';
import { armState } from '../arming/arm-state.ts';
import { type Check, ok, skipped, warning } from './check.ts';

/** A permission that ends sooner than this is worth a word. */
const SOON_MS = 3 * DAY_MS;
const ARM = 'Allow it for some days: hive trade arm';

export const arming: Check = {
  id: 'arming',
  title: 'Arming',
  asksBroker: false,
  look({ adapters: { paths, config, clock } }) {
    const { mode, alpaca } = config;
    if (mode !== 'live') return skipped('not needed: no real money');
    const nowMs = clock.now();
    const state = armState(paths, { account: alpaca.accountNumber, mode, nowMs });
    if (!state.armed) return warning(`real money is not traded: ${state.reason}`, ARM);
    const evidence = state.withoutEvidence ? ', WITHOUT evidence' : '';
    const seen = `real money may be traded until ${isoTime(state.untilMs)}${evidence}`;
    return state.untilMs - nowMs < SOON_MS ? warning(seen, ARM) : ok(seen);
  },
};
