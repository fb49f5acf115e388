import { HiveError } from '../../../src/lib/core/errors.ts';
import { openJournal } from '../../../src/lib/store/files/journal-file.ts';
import { bodies } from '../journal-bodies.ts';

/**
 * Appends single records to the journal named by its argument, at most a thousand, and prints how many were
 * durable and the code of the error that stopped it. Outlives the signal of a file size limit.
 */
process.on('SIGXFSZ', () => {});
const { journal } = openJournal(process.argv[2] ?? '');
let durable = journal.position.seq;
let code = 'none';
try {
  for (; durable < 1_000; durable++) journal.append(bodies(1, durable));
} catch (error) {
  if (!(error instanceof HiveError)) throw error;
  code = error.code;
}
process.stdout.write(`${durable} ${code}\n`);
