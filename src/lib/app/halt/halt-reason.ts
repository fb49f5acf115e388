import type { Reading } from '../reading.ts';

/** Why trading is halted; null when it is not. A home without a state folder has never traded: nothing is halted in it. */
export async function haltReason({ paths }: Pick<Reading, 'paths'>): Promise<string | null> {
  const [{ readHalt }, { existsSync }] = await Promise.all([
    import('../../store/files/halt-file.ts'),
    import('node:fs'),
  ]);
  if (!existsSync(paths.state)) return null;
  const state = readHalt(paths.state);
  return state.halted ? state.reason : null;
}
