import { toEntry } from '../../journal/entry.ts';
import { project } from '../../journal/project.ts';
import type { HiveState } from '../../journal/state.ts';
import { wholeJournal } from '../read-journal.ts';
import { type Check, ok, problem } from './check.ts';

export const journal: Check = {
  id: 'journal',
  title: 'Journal',
  asksBroker: false,
  async look({ adapters }) {
    let state: HiveState | null = null;
    let records = 0;
    for (const record of await wholeJournal(adapters)) {
      state = project(state, toEntry(record));
      records += 1;
    }
    if (!state) return ok('not begun: the first tick begins it');
    const { mode } = adapters.config;
    if (state.mode !== mode)
      return problem(
        `is of mode ${state.mode}, the configuration of ${mode}`,
        'Use another home folder for another mode: --home FOLDER.',
      );
    return ok(
      `${records.toLocaleString('en-US')} records of ${state.mode} account ${state.account}, chain whole`,
    );
  },
};
