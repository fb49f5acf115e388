/** One instruction of a Dockerfile: `RUN`, and all that stands behind it on the logical line. */
export interface Instruction {
  readonly name: string;
  readonly text: string;
}

export interface Stage {
  readonly base: string;
  /** Name behind AS; its number where it has none. */
  readonly name: string;
  readonly steps: readonly Instruction[];
}

/**
 * Stages of a Dockerfile with their instructions in order.
 * @see https://docs.docker.com/reference/dockerfile/ for the form: comments, lines that end with a backslash.
 */
export function parseDockerfile(text: string): readonly Stage[] {
  const stages: { base: string; name: string; steps: Instruction[] }[] = [];
  for (const instruction of instructions(text)) {
    const from = /^(\S+)(?:\s+AS\s+(\S+))?$/i.exec(instruction.text);
    if (instruction.name === 'FROM' && from)
      stages.push({ base: from[1]!, name: from[2] ?? String(stages.length), steps: [] });
    else stages.at(-1)?.steps.push(instruction);
  }
  return stages;
}

function instructions(text: string): Instruction[] {
  const lines = text.split('\n').filter(line => !/^\s*(?:#|$)/.test(line));
  return lines
    .join('\n')
    .replaceAll(/\\\s*\n/g, ' ')
    .split('\n')
    .flatMap(line => {
      const [, name, rest] = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line) ?? [];
      return name && rest !== undefined ? [{ name: name.toUpperCase(), text: rest.trim() }] : [];
    });
}

/** Whether .dockerignore keeps a path out: the last line that matches it, or a folder that it is in, decides. */
export function ignoredBy(rules: string): (path: string) => boolean {
  const patterns = rules
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => ({ keeps: line.startsWith('!'), test: patternOf(line.replace(/^!/, '')) }));
  return path => patterns.reduce((ignored, { keeps, test }) => (test.test(path) ? !keeps : ignored), false);
}

/** `*` stays within a folder, `**` does not; what matches a folder matches all that is in it. */
function patternOf(glob: string): RegExp {
  const parts = glob
    .replaceAll(/[.+^$()|{}[\]\\]/g, String.raw`\$&`)
    .split(/(\*\*\/|\*)/)
    .map(part => (part === '**/' ? '(?:.*/)?' : part === '*' ? '[^/]*' : part));
  return new RegExp(`^${parts.join('')}(?:/|$)`);
}
