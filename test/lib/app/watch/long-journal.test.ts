import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { systemClock } from '../../../../src/lib/app/system-clock.ts';
import { openWatch } from '../../../../src/lib/app/watch/open-watch.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { tempHome } from '../../../support/cli.ts';
import { writeLongJournal } from '../../../support/long-journal.ts';

const RECORDS = 2_000;

describe('a watched home with a long journal', () => {
  it('reads it to its end while the store comes, goes and is opened anew', async () => {
    const paths = homePaths(tempHome());
    mkdirSync(paths.state);
    writeLongJournal(paths.journal, RECORDS);
    const watch = await openWatch({
      ...{ paths, config: configSchema.parse({}), clock: systemClock, version: '0' },
    });
    openStore(paths.db).close();
    for (let look = 0; look < 100; look++) {
      const { health } = await watch.snapshot();
      if (health.journal.records >= RECORDS) break;
      await sleep(50);
      await watch.refresh();
    }
    assert.ok((await watch.snapshot()).health.journal.records >= RECORDS);
    watch.close();
  });
});
