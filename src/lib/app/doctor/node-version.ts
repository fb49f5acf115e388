import { type Check, ok, problem } from './check.ts';

const FLOOR = [22, 18] as const;

export const nodeVersion: Check = {
  id: 'node-version',
  title: 'Node',
  asksBroker: false,
  look({ nodeVersion: version }) {
    const [major = 0, minor = 0] = version.split('.').map(Number);
    const isOld = major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1]);
    return isOld
      ? problem(`${version}; ${FLOOR.join('.')} is needed`, 'Install Node 24, or set HIVE_NODE to one.')
      : ok(version);
  },
};
