import { compose } from '../../../src/lib/app/compose.ts';
import { homePaths } from '../../../src/lib/app/home.ts';
import { fixedClock } from '../../../src/lib/core/clock.ts';
import { WATCHED_CONFIG } from '../watched-home.ts';

/** One tick of a watched home at a moment, as cron would run it. */
const [root = '', atMs = ''] = process.argv.slice(2);
const app = compose({ paths: homePaths(root), config: WATCHED_CONFIG, clock: fixedClock(Number(atMs)) });
const { slot } = await app.tradeTick({ dryRun: false });
app.close();
console.log(slot);
