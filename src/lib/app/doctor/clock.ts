import { isoTime } from '../../core/clock.ts';
import { MAX_SKEW_MS } from '../tick/begin.ts';
import { type Check, ok, problem, skipped, warning } from './check.ts';

/** Beyond it, though a tick still trades, something is wrong. */
const NEAR_MS = 5_000;
const SET_CLOCK = 'Set the clock of this machine right, and keep it so: timedatectl set-ntp true';

export const clock: Check = {
  id: 'clock',
  title: 'Clock',
  asksBroker: true,
  async look({ account }) {
    const { account: answer, seenMs } = await account();
    const { brokerMs } = answer;
    if (brokerMs === null) return skipped('the broker does not tell its time');
    const apartMs = Math.abs(seenMs - brokerMs);
    const seen = `${(apartMs / 1_000).toFixed(1)} s from the broker's (${isoTime(brokerMs)})`;
    if (apartMs > MAX_SKEW_MS)
      return problem(`${seen}; a tick refuses more than ${MAX_SKEW_MS / 1_000} s`, SET_CLOCK);
    return apartMs > NEAR_MS ? warning(seen, SET_CLOCK) : ok(seen);
  },
};
