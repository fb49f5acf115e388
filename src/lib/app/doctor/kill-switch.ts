import { existsSync } from 'node:fs';
import { readHalt } from '../../store/files/halt-file.ts';
import { type Check, ok, warning } from './check.ts';

export const killSwitch: Check = {
  id: 'kill-switch',
  title: 'Kill switch',
  asksBroker: false,
  look({ adapters: { paths } }) {
    if (!existsSync(paths.state)) return ok('off');
    const state = readHalt(paths.state);
    return state.halted
      ? warning(`trading is halted: ${state.reason}`, 'Trade again: hive trade resume --reason TEXT')
      : ok('off');
  },
};
