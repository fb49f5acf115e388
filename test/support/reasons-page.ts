import { REASONS } from '../../src/lib/core/reason.ts';

const INTRO = `# Reasons

Made from the code; do not edit. Every tick gives each symbol exactly one of these codes. \`hive trade tick\` prints
it with its meaning, \`hive status\` those of the last tick, and the journal keeps all of them.

| Code | Meaning |
| --- | --- |`;

/** docs/reasons.md: every code that a tick can give a symbol. */
export function reasonsPage(): string {
  const rows = Object.entries(REASONS).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return `${[INTRO, ...rows].join('\n')}\n`;
}
