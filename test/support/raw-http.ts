import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RawAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** All that came back, over the whole connection. */
  readonly text: string;
}

export function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/**
 * Writes bytes as they are, with pauses between the pieces, and gives what comes back until the server closes the
 * connection, or says nothing for `quietMs`.
 */
export async function exchange(
  port: number,
  pieces: readonly (string | Buffer)[],
  quietMs = 250,
): Promise<string> {
  const socket = await openSocket(port);
  const chunks: Buffer[] = [];
  const ended = new Promise<void>(resolve => {
    socket.on('data', chunk => chunks.push(chunk));
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.setTimeout(quietMs, () => resolve());
  });
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) await sleep(5);
    if (socket.writable) socket.write(piece);
  }
  await ended;
  socket.destroy();
  return Buffer.concat(chunks).toString('latin1');
}

/** One request by its head lines, the connection closed after it, and the answer read. */
export async function ask(port: number, head: readonly string[], body = ''): Promise<RawAnswer> {
  const lines = [...head, 'Connection: close', '', body].join('\r\n');
  return parseAnswer(await exchange(port, [lines], 2_000));
}

export function parseAnswer(text: string): RawAnswer {
  const end = text.indexOf('\r\n\r\n');
  const [start = '', ...lines] = text.slice(0, Math.max(0, end)).split('\r\n');
  const headers = lines.map(
    line => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)] as const,
  );
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(start)?.[1] ?? 0),
    headers: new Map(headers),
    body: text.slice(end + 4),
    text,
  };
}
