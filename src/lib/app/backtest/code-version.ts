import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Of a build: the package's version and the hash of its code, written by scripts/build.js. */
const BUILD_FILE = fileURLToPath(new URL('../../../code-version.json', import.meta.url));

/** What the results of a run are tied to; `sources` when there is no build. */
export function codeVersion(): string {
  try {
    const { version, code }: { version: string; code: string } = JSON.parse(readFileSync(BUILD_FILE, 'utf8'));
    return `${version}+${code}`;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'sources';
    throw error;
  }
}
