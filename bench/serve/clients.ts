import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface ManyClients {
  /** Events that all of them have received, snapshots included. */
  events(): number;
  close(): void;
}

const EVENT = Buffer.from('event: ');

/** Clients of the live feed that count and throw away what they get. */
export async function openClients(options: {
  readonly port: number;
  readonly token: string;
  readonly count: number;
}): Promise<ManyClients> {
  const { port, token, count } = options;
  let events = 0;
  const sockets: Socket[] = [];
  for (let made = 0; made < count; made++) {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    await once(socket, 'connect');
    socket.write(
      `GET /api/dashboard/live-feed HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n` +
        `Accept: text/event-stream\r\nAuthorization: Bearer ${token}\r\n\r\n`,
    );
    socket.on('data', data => {
      for (let at = data.indexOf(EVENT); at >= 0; at = data.indexOf(EVENT, at + 1)) events++;
    });
  }
  return { events: () => events, close: () => sockets.forEach(socket => void socket.destroy()) };
}
