/*
 * Sends one buy after the other to an embedded broker over the file named by the first argument, until it
 * is killed. Says on stdout which client id it is about to send and which was accepted, unbuffered.
 */
import { writeSync } from 'node:fs';
import { SqliteLedger } from '../../src/lib/broker/paper/sqlite-ledger.ts';
import { parseCents } from '../../src/lib/core/money.ts';
import { approved, entry } from './orders.ts';
import { NEW_ACCOUNT, paperDesk } from './paper.ts';

const [path, run] = process.argv.slice(2);
if (!path || !run) throw new Error('usage: paper-broker-child.ts FILE RUN');
const { broker } = paperDesk(new SqliteLedger(path, NEW_ACCOUNT));
const STDOUT = 1;

for (let index = 0; ; index++) {
  const id = `hive-${run}-${index}`;
  writeSync(STDOUT, `sending ${id}\n`);
  const outcome = await broker.submit(approved(entry(parseCents('10')), id));
  if (outcome.kind !== 'ACCEPTED') break;
  writeSync(STDOUT, `accepted ${id}\n`);
}
