import { compose } from '../../../src/lib/app/compose.ts';
import { homePaths } from '../../../src/lib/app/home.ts';
import { fixedClock } from '../../../src/lib/core/clock.ts';
import { WATCHED_CONFIG } from '../watched-home.ts';

/** Backs a home up at a moment: `backup-home ROOT MILLISECONDS FOLDER`. Says when it begins. */
const [root = '', atMs = '', to = ''] = process.argv.slice(2);
const app = compose({ paths: homePaths(root), config: WATCHED_CONFIG, clock: fixedClock(Number(atMs)) });
await import('../../../src/lib/app/backup/backup.ts');
console.log('begins');
await app.backup({ to, keep: null, version: '0.1.0' });
app.close();
