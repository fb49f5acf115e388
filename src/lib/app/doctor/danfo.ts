import { type Check, info, ok } from './check.ts';

export const danfo: Check = {
  id: 'danfo',
  title: 'danfo.js',
  asksBroker: false,
  async look({ adapters }) {
    const { findDanfo } = await import('../../frame/danfo/load-danfo.ts');
    return findDanfo(adapters.paths.root) === null
      ? info('not installed, and not needed: hive data describe has its own engine')
      : ok('installed, for hive data describe --engine danfo');
  },
};
