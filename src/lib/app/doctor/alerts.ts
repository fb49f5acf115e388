import { isoTime } from '../../core/clock.ts';
import { boxOf, readAlarms } from '../alerts/alarm-file.ts';
import { readChannels } from '../alerts/channels.ts';
import { type Check, info, ok, warning } from './check.ts';

/** Whether somebody is told when something is wrong, and whether the last try arrived. */
export const alerts: Check = {
  id: 'alerts',
  title: 'Alerts',
  asksBroker: false,
  look({ adapters: { paths }, environment }) {
    const { channels, pings } = readChannels(paths, environment);
    if (channels.length + pings.length === 0)
      return info('nobody is told when something is wrong', 'Add a channel: hive alerts add FORMAT NAME');
    const state = readAlarms(paths.alarms);
    for (const { name, host } of channels) {
      const { failure } = boxOf(state, name);
      if (failure)
        return warning(
          `${name} (${host}) takes no messages: ${failure.why}`,
          `Try it: hive alerts test ${name}`,
        );
    }
    const names = channels.map(({ name }) => name).join(', ') || 'no channel';
    const pinged = pings.map(({ job }) => job).join(', ') || 'no job';
    const last = Math.max(0, ...channels.map(({ name }) => boxOf(state, name).lastTakenMs ?? 0));
    const taken = last === 0 ? 'none was told anything yet' : `last told at ${isoTime(last)}`;
    return ok(`channels: ${names}; health checks: ${pinged}; ${taken}`);
  },
};
