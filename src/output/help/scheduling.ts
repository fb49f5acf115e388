import { SLOT_MS } from '../../lib/core/order.ts';
import { commandList, type HelpPage, lines, words } from './page.ts';

const TICK_MINUTES = SLOT_MS / 60_000;
const CYCLE_MINUTES = 3;

/** How the loops run by themselves. */
export const scheduling: HelpPage = {
  summary: 'how the loops run by themselves',
  blocks: commands => [
    words(
      `HIVE needs no daemon: something starts hive trade tick every ${TICK_MINUTES} minutes and hive train cycle every ` +
        `${CYCLE_MINUTES}. Each does one piece of work and ends; a second one beside it ends at once with exit code 75.`,
    ),
    commandList(commands, 'schedule'),
    words('By hand, in a crontab (crontab -e), with whole paths:'),
    lines(
      `*/${TICK_MINUTES} * * * * /usr/local/bin/hive trade tick --quiet --home /srv/hive`,
      `*/${CYCLE_MINUTES} * * * * /usr/local/bin/hive train cycle --quiet --home /srv/hive`,
    ),
    words(
      'With --quiet a success prints nothing, so that cron writes a mail about failures only. A trade tick that was missed ' +
        'is never caught up: the next one decides on the prices of then.',
    ),
    commandList(commands, 'trade tick', 'train cycle', 'report', 'prune', 'backup', 'status'),
  ],
};
