import { join } from 'node:path';
import { acquireLock } from '../../../src/lib/store/files/lock.ts';

/**
 * Arguments: a folder, how many locks, and the moment of the first. Takes one lock after the other, each at a moment of
 * its own, as whoever else runs does at the same; keeps those that it gets and prints a letter for each: h held, b busy.
 */
const [folder = '', count = '', fromMs = ''] = process.argv.slice(2);
const EVERY_MS = 4;

const said = Array.from({ length: Number(count) }, (_, i) => {
  while (Date.now() < Number(fromMs) + i * EVERY_MS);
  return acquireLock(join(folder, `${i}.lock`)) ? 'h' : 'b';
});
process.stdout.write(`${said.join('')}\n`);
process.stdin.resume();
