/** `Key=value`, the value as systemd reads it. */
export type Setting = readonly [key: string, value: string];

export interface Section {
  readonly name: 'Unit' | 'Service' | 'Timer' | 'Install';
  readonly settings: readonly Setting[];
}

export interface UnitFile {
  /** `hive-tick.timer` */
  readonly name: string;
  readonly text: string;
}

/** The first line of a unit: by it the units of a home are found again. */
export const originLine = (home: string): string => `# Made by "hive schedule install" for ${home}`;

export function unitFile(name: string, home: string, sections: readonly Section[]): UnitFile {
  const parts = sections.map(section => {
    const lines = section.settings.map(([key, value]) => `${key}=${value}`);
    return [`[${section.name}]`, ...lines].join('\n');
  });
  return { name, text: `${[originLine(home), ...parts].join('\n\n')}\n` };
}

/** Text in which a percent sign is one (systemd.unit(5), specifiers). */
export const plainText = (text: string): string => text.replaceAll('%', '%%');

/** A path in a list of paths: quoted where systemd would split it (systemd.syntax(7)). */
export const pathWord = (path: string): string => plainText(quoted(path));

/** A word of a command: beside the above, a dollar sign is doubled (systemd.service(5), command lines). */
export const commandWord = (word: string): string => pathWord(word).replaceAll('$', '$$$$');

export const commandText = (words: readonly string[]): string => words.map(commandWord).join(' ');

const quoted = (word: string): string =>
  /^[^\s"'\\;]+$/.test(word) ? word : `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
