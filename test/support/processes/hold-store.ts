import { DatabaseSync } from 'node:sqlite';

/** Keeps everybody else out of a database until stdin ends. */
const db = new DatabaseSync(process.argv[2]!);
db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
console.log('held');
process.stdin.on('end', () => db.close()).resume();
