import { lockHolder } from '../lock-holder.ts';
import { type Check, info, ok } from './check.ts';

export const locks: Check = {
  id: 'locks',
  title: 'Locks',
  asksBroker: false,
  look({ adapters: { paths } }) {
    const holders = (
      [
        ['a tick', paths.tickLock],
        ['a training cycle', paths.trainLock],
        ['a schedule', paths.scheduleLock],
      ] as const
    ).map(([what, path]) => ({ what, holder: lockHolder(path) }));
    if (holders.some(({ holder }) => holder === undefined))
      return info('this system does not say who holds locks');
    const held = holders.flatMap(({ what, holder }) =>
      holder === null ? [] : [`${what} is running (process ${holder})`],
    );
    if (held.length === 0) return ok('free');
    return info(held.join('; '), 'Nothing: ticks and cycles end by themselves.');
  },
};
