import { appendDurably } from '../../../src/lib/store/files/append-durably.ts';
import { withFile } from '../../../src/lib/store/private-files.ts';

/** Appends 200 lines of 9,000 times the same letter. */
const [path = '', letter = ''] = process.argv.slice(2);
const line = Buffer.from(`${letter.repeat(9_000)}\n`);
withFile(path, 'a', fd => {
  for (let count = 0; count < 200; count++) appendDurably(fd, line);
});
