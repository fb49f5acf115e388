import { appendLine } from '../../../src/lib/store/files/rotating-file.ts';

/** Appends `count` numbered lines of `width` characters under a name: `log-lines PATH NAME COUNT WIDTH`. */
const [path = '', name = '', count = '0', width = '0'] = process.argv.slice(2);
for (let number = 0; number < Number(count); number++)
  appendLine(path, `${name} ${number} `.padEnd(Number(width), '.'), { maxBytes: 20_000, files: 200 });
