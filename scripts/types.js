import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What runs in a browser is checked with a browser's globals, everything else without them. */
const PROJECTS = ['.', 'src/output/report/page', 'src/lib/dashboards', 'test/browser'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(root, 'node_modules/typescript-native/bin/tsc');
for (const project of PROJECTS) {
  const args = [compiler, '-p', join(root, project, 'tsconfig.json')];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exitCode = status ?? 1;
}
