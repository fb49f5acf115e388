import { atomicWrite } from '../../../src/lib/store/files/atomic-write.ts';
import { openJournal } from '../../../src/lib/store/files/journal-file.ts';
import { FS_CALLS, withBrokenFs } from '../break-fs.ts';
import { bodies } from '../journal-bodies.ts';

/** What may be killed; each changes the file at `path`. */
const WORK: Record<string, (path: string) => void> = {
  'atomic-write': path => atomicWrite(path, 'new'.repeat(10_000)),
  'open-journal': path => openJournal(path).journal.close(),
  append: path => openJournal(path).journal.append(bodies(2, 2)),
};

/** Runs `WORK[name]` and kills itself, as kill -9 does, just before the given call that changes a file. */
const [name = '', path = '', callNumber = ''] = process.argv.slice(2);
let calls = 0;
withBrokenFs(
  FS_CALLS,
  () => {
    calls++;
    if (calls === Number(callNumber)) process.kill(process.pid, 'SIGKILL');
  },
  () => WORK[name]?.(path),
);
