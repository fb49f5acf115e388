import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packProject } from './package/stage.ts';

// Makes dist-package/hive-trade-VERSION.tgz of what `npm run build` has built: docs/decisions/0022.
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tarball = packProject({ root, stage: join(root, 'dist-package') });
process.stdout.write(`${tarball}\n`);
