import { type Reply, refusal, type SandboxAnswer } from '../exchange.ts';
import { anyText, type FaultKind } from './fault-kind.ts';

const STATUS = { meaning: 'HTTP status', pattern: /^[45]\d\d$/, fallback: '500' };

const CODES: Readonly<Record<string, readonly [code: number, message: string]>> = {
  400: [40010000, 'request body format is invalid'],
  403: [40310000, 'forbidden.'],
  404: [40410000, 'not found'],
  422: [42210000, 'unprocessable'],
  500: [50010000, 'internal server error occurred'],
};

/** Gateways answer 502, 503 and 504 with a page of their own. */
const isGateway = (status: string): boolean => ['502', '503', '504'].includes(status);

function errorReply(status: string): Reply {
  const [code, message] = CODES[status] ?? [Number(`${status}10000`), 'error'];
  return refusal(Number(status), code, message);
}

const gatewayPage = (answer: SandboxAnswer, status: string): SandboxAnswer =>
  isGateway(status)
    ? {
        ...answer,
        body: `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>`,
        headers: { ...answer.headers, 'content-type': 'text/html' },
      }
    : answer;

/** Answers that say that it did not work, whether it did or not. */
export const STATUS_FAULTS = {
  'error-before': {
    summary: 'The broker answers with an error and has done nothing.',
    path: 'POST /v2/orders',
    argument: STATUS,
    instead: errorReply,
    send: gatewayPage,
  },
  'error-after': {
    summary: 'The broker does what was asked and answers with an error.',
    path: 'POST /v2/orders',
    argument: STATUS,
    edit: (_, status) => errorReply(status),
    send: gatewayPage,
  },
  'rate-limit': {
    summary: 'The broker answers 429: too many requests in this minute.',
    path: '*',
    argument: null,
    instead: () => refusal(429, 42910000, 'rate limit exceeded'),
    send: answer => ({ ...answer, headers: { ...answer.headers, 'x-ratelimit-remaining': '0' } }),
  },
  redirect: {
    summary: 'The broker answers 302 and names another host.',
    path: '*',
    argument: anyText('URL', 'http://127.0.0.1:9/'),
    instead: () => ({ status: 302, body: undefined }),
    send: (answer, location) => ({ ...answer, headers: { ...answer.headers, location } }),
  },
} satisfies Record<string, FaultKind>;
