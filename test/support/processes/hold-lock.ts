import { acquireLock } from '../../../src/lib/store/files/lock.ts';

/** Says whether it got the lock named by its argument, and keeps it until its standard input ends. */
const lock = acquireLock(process.argv[2] ?? '');
process.stdout.write(lock ? 'held\n' : 'busy\n');
process.stdin.resume().on('end', () => lock?.release());
