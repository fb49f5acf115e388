import { compose } from '../../../src/lib/app/compose.ts';
import { homePaths } from '../../../src/lib/app/home.ts';
import { VirtualClock } from '../../../src/lib/app/virtual-clock.ts';
import { HiveError } from '../../../src/lib/core/errors.ts';
import { SLOT_MS } from '../../../src/lib/core/order.ts';
import { WATCHED_CONFIG } from '../watched-home.ts';

/**
 * Ticks or cycles in a home, one after the other, until stdin ends: `work-home ROOT MILLISECONDS tick|cycle`. A lock that
 * somebody else holds is waited for by the next one. Says when it begins, and at the end how many there were.
 */
const [root = '', atMs = '', kind = ''] = process.argv.slice(2);
const clock = new VirtualClock(Number(atMs));
const paths = homePaths(root);
let isOver = false;
let done = 0;
process.stdin.on('end', () => {
  isOver = true;
});
process.stdin.resume();
console.log('begins');
while (!isOver) {
  clock.advance(SLOT_MS);
  const app = compose({ paths, config: WATCHED_CONFIG, clock });
  try {
    if (kind === 'tick') await app.tradeTick({ dryRun: false });
    else await app.trainCycle({ forceTrain: false });
    done += 1;
  } catch (error) {
    if (!(error instanceof HiveError) || error.kind !== 'busy') throw error;
  } finally {
    app.close();
  }
  await new Promise(resolve => setTimeout(resolve, 100));
}
console.log(`${done} done`);
