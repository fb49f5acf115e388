import { pathToFileURL } from 'node:url';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Where in a user's file an error is from: `/home/me/mine.ts:12`, or the path alone when nothing tells. A syntax
 * error of a file that it imports is told with the path of that file.
 */
export function placeOf(error: unknown, path: string): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const head = /^(?:file:\/\/)?(\/[^\n?]*?)(?:\?[^:\n]*)?:(\d+)(?::\d+)?\n/.exec(stack);
  if (head) return `${decodeURI(head[1]!)}:${head[2]}`;
  const names = [path, pathToFileURL(path).pathname].map(escaped).join('|');
  const frame = new RegExp(`(?:${names})(?:\\?[^\\s:)]*)?:(\\d+)`).exec(stack);
  return frame ? `${path}:${frame[1]}` : path;
}
