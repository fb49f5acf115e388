import { compose } from '../../../src/lib/app/compose.ts';
import { homePaths } from '../../../src/lib/app/home.ts';
import { fixedClock } from '../../../src/lib/core/clock.ts';
import { WATCHED_CONFIG } from '../watched-home.ts';

/** Prunes a home at a moment: `prune-home ROOT MILLISECONDS`. Says when it begins. */
const [root = '', atMs = ''] = process.argv.slice(2);
const app = compose({ paths: homePaths(root), config: WATCHED_CONFIG, clock: fixedClock(Number(atMs)) });
await import('../../../src/lib/app/prune/prune.ts');
console.log('begins');
await app.prune({ dryRun: false });
app.close();
