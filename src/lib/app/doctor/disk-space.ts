import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { LEAST_FREE_BYTES } from '../../store/files/free-space.ts';
import { type Check, ok, problem, warning } from './check.ts';

const MIB = 1024 * 1024;
const LEAST_MIB = LEAST_FREE_BYTES / MIB;
/** A tick may soon refuse to start. */
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
