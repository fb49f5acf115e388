import type { Config } from '../../config/schema.ts';

/** What comes after `hive init` in each mode; real money begins on paper. */
const NEXT: Readonly<Record<Config['mode'], readonly string[]>> = {
  simulated: ['hive train cycle', 'hive trade tick', 'hive status'],
  paper: ['hive doctor', 'hive train cycle', 'hive trade tick'],
  live: ['hive doctor', 'hive trade arm'],
};

/**
 * Three commands that go on from here, to be typed as they are.
 * @param named the home where commands must be told of it; null where they find it by themselves.
 */
export function nextCommands(mode: Config['mode'], named: string | null, root: string): readonly string[] {
  const commands = NEXT[mode].map(line => (named === null ? line : `${line} --home ${quoted(named)}`));
  return mode === 'live'
    ? [`hive init --mode paper --home ${quoted(`${root}-paper`)}`, ...commands]
    : commands;
}

/** For a POSIX shell. */
const quoted = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
