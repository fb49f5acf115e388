/** Whether the reader asked for JSON: `--json` before any `--`. Works on command lines that do not parse. */
export function hasJsonFlag(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).includes('--json');
}
