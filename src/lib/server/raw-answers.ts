import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { wrongMethod } from './middleware/check-request.ts';
import { errorBody, type RefusalDetail } from './refusal.ts';
import { SECURITY_HEADERS } from './security/headers.ts';

const NEXT = 'Send a plain HTTP/1.1 request.';
const NO_HTTP: RefusalDetail = {
  ...{ status: 400, code: 'BAD_REQUEST', message: 'This is no request of HTTP/1.1.', next: NEXT },
};
const BY_CODE: Readonly<Record<string, RefusalDetail>> = {
  HPE_HEADER_OVERFLOW: {
    ...{
      status: 431,
      code: 'HEADERS_TOO_LARGE',
      message: 'The head of the request is too large.',
      next: NEXT,
    },
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    ...{ status: 413, code: 'BODY_TOO_LARGE', message: 'The body of the request is too large.', next: NEXT },
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    ...{ status: 408, code: 'TOO_SLOW', message: 'The request took too long to arrive.', next: NEXT },
    retryable: true,
  },
};
const EXPECTATION: RefusalDetail = {
  ...{ status: 417, code: 'EXPECTATION_FAILED', message: 'That expectation cannot be met.', next: NEXT },
};

/** Answers what never becomes a whole request of the application: no HTTP, too slow, tunnels, odd expectations. */
export function answerRaw(server: Server): void {
  const answers = openAnswers(server);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Bytes in the middle of other answers would be taken for a part of them.
    if (!socket.writable || !isUnanswered(answers.get(socket) ?? [])) socket.destroy();
    else close(socket, BY_CODE[error.code ?? ''] ?? NO_HTTP);
  });
  server.on('connect', (_request, socket) => close(socket, wrongMethod('GET, HEAD').detail));
  server.on('checkExpectation', (request: IncomingMessage) => close(request.socket, EXPECTATION));
}

/** Whether nothing has been said yet to the one request there is, if there is one: its body may be what is wrong. */
const isUnanswered = (answers: readonly ServerResponse[]): boolean =>
  answers.length === 0 || (answers.length === 1 && !answers[0]!.headersSent);

/** The answers that are being made, by the sockets that they go to. */
function openAnswers(server: Server): WeakMap<Duplex, readonly ServerResponse[]> {
  const open = new WeakMap<Duplex, readonly ServerResponse[]>();
  server.on('request', ({ socket }, response) => {
    open.set(socket, [...(open.get(socket) ?? []), response]);
    response.once('close', () =>
      open.set(
        socket,
        (open.get(socket) ?? []).filter(other => other !== response),
      ),
    );
  });
  return open;
}

function close(socket: Duplex, detail: RefusalDetail): void {
  const body = errorBody(detail);
  const headers = {
    ...SECURITY_HEADERS,
    ...detail.headers,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(body.length),
    Connection: 'close',
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${detail.status} ${STATUS_CODES[detail.status]}\r\n${head.join('')}\r\n${body}`);
}
