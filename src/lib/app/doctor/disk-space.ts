import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Check, ok, problem, warning } from './check.ts';

const MIB = 1024 * 1024;
/** Below the first a tick refuses to start; below the second it may soon. */
const LEAST_MIB = 64;
const LITTLE_MIB = 512;

export const diskSpace: Check = {
  id: 'disk-space',
  title: 'Disk',
  asksBroker: false,
  look({ adapters: { paths } }) {
    const disk = statfsSync(nearestFolder(paths.state));
    const free = Math.floor((disk.bavail * disk.bsize) / MIB);
    const seen = `${free.toLocaleString('en-US')} MiB free for ${paths.root}`;
    const todo = 'Free some space on that disk.';
    if (free < LEAST_MIB) return problem(`${seen}; a tick needs ${LEAST_MIB}`, todo);
    return free < LITTLE_MIB ? warning(seen, todo) : ok(seen);
  },
};

const nearestFolder = (path: string): string => (existsSync(path) ? path : nearestFolder(dirname(path)));
