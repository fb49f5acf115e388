export type Environment = Readonly<Record<string, string | undefined>>;

/** The process environment: the only place where HIVE reads it, so that everything else takes it as an argument. */
export const readEnvironment = (): Environment => process.env;

/** Whether a switch such as HIVE_DEBUG is on: set, and neither empty nor "0" nor "false". */
export function isOn(environment: Environment, name: string): boolean {
  const value = environment[name] ?? '';
  return value !== '' && value !== '0' && value.toLowerCase() !== 'false';
}
