/** Small choices of a reader, kept in the browser. Where storage is switched off they last as long as the page. */
const memory = new Map<string, string>();

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(`hive-${name}`);
  } catch {
    return memory.get(name) ?? null;
  }
}

/** Keeps a choice; an empty one is forgotten. */
export function keep(name: string, value: string): void {
  memory.set(name, value);
  try {
    if (value === '') localStorage.removeItem(`hive-${name}`);
    else localStorage.setItem(`hive-${name}`, value);
  } catch {
    // Kept in memory.
  }
}
