export interface FoundPath {
  /** As the API names it: `/api/training/models/:name`. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The path of the API that a URL's path is one of, with the parameters in it; null when there is none. */
export function findPath(paths: readonly string[], pathname: string): FoundPath | null {
  const parts = pathname.split('/');
  for (const path of paths) {
    const parameters = matched(path.split('/'), parts);
    if (parameters) return { path, parameters };
  }
  return null;
}

function matched(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, piece] of pattern.entries()) {
    const part = parts[index]!;
    if (piece.startsWith(':') && part !== '') parameters[piece.slice(1)] = decodeURIComponent(part);
    else if (piece !== part) return null;
  }
  return parameters;
}
