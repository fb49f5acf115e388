import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hand } from '../month/hands.ts';
import { projectRoot } from './cli.ts';
import { plainWords } from './documented-lines.ts';

/** How a line ended. */
export interface LineEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where there is no jq, what it is given must still be JSON. */
const PROGRAMS: Readonly<Record<string, string>> = {
  hive: `exec '${process.execPath}' '${projectRoot}/bin/run.js' "$@"`,
  jq: `PATH="\${PATH#*:}"; if command -v jq >/dev/null; then exec jq "$@"; fi
exec '${process.execPath}' -e 'JSON.parse(require("fs").readFileSync(0, "utf8"))'`,
};

/** Runs lines as a page has them: plain ones one after the other in one process, others by a shell. */
export class LineRunner {
  readonly #home: string;
  readonly #bin: string;
  #cwd: string;
  #hand: Hand;

  constructor(home: string) {
    this.#home = home;
    this.#cwd = home;
    this.#hand = new Hand(home);
    this.#bin = join(home, 'bin');
    mkdirSync(this.#bin);
    for (const [name, script] of Object.entries(PROGRAMS)) {
      writeFileSync(join(this.#bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(this.#bin, name), 0o755);
    }
  }

  async run(line: string): Promise<LineEnd> {
    const words = plainWords(line);
    if (words?.[0] === 'cd') return this.#enter(words[1]!);
    return words ? this.#hand.run(words.slice(1)) : this.#inShell(line);
  }

  /** Ends the process that ran the plain lines. */
  async end(): Promise<void> {
    await this.#hand.restart();
  }

  async #enter(folder: string): Promise<LineEnd> {
    await this.end();
    this.#cwd = join(this.#cwd, folder);
    this.#hand = new Hand(this.#cwd);
    return { code: 0, stdout: '', stderr: '' };
  }

  #inShell(line: string): LineEnd {
    const env = { PATH: `${this.#bin}:${process.env.PATH}`, HOME: this.#home, HIVE_HOME: this.#cwd };
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', line], {
      ...{ cwd: this.#cwd, env, encoding: 'utf8' },
    });
    return { code: status, stdout, stderr };
  }
}
