import { ok, type SandboxAnswer, type WireFault } from '../exchange.ts';
import { type FaultKind, wholeNumber } from './fault-kind.ts';

const POST = 'POST /v2/orders';
const cutBy = (wire: WireFault) => (answer: SandboxAnswer) => ({ ...answer, wire });
const withBody = (body: string, type?: string) => (answer: SandboxAnswer) => ({
  ...answer,
  body,
  headers: type === undefined ? answer.headers : { ...answer.headers, 'content-type': type },
});

const FIFTY_MEGABYTES = `${50 * 1024 * 1024}`;
const PAGE =
  '<!DOCTYPE html><html><head><title>Maintenance</title></head><body>We will be back.</body></html>';

/** What goes wrong between two healthy ends. */
export const WIRE_FAULTS = {
  'reset-before': {
    summary: 'The connection is cut before the broker hears of the request.',
    path: POST,
    argument: null,
    instead: () => ok({}),
    send: cutBy({ kind: 'reset', at: 'headers' }),
  },
  'reset-after': {
    summary: 'The broker does what was asked; the connection is cut before the headers of its answer.',
    path: POST,
    argument: null,
    send: cutBy({ kind: 'reset', at: 'headers' }),
  },
  'reset-in-body': {
    summary: 'The connection is cut in the middle of the answer.',
    path: POST,
    argument: null,
    send: cutBy({ kind: 'reset', at: 'body' }),
  },
  'hang-before': {
    summary: 'Nothing is answered and nothing was done.',
    path: POST,
    argument: null,
    instead: () => ok({}),
    send: cutBy({ kind: 'hang' }),
  },
  hang: {
    summary: 'The broker does what was asked and never answers.',
    path: POST,
    argument: null,
    send: cutBy({ kind: 'hang' }),
  },
  slow: {
    summary: 'The answer comes late.',
    path: '*',
    argument: wholeNumber('milliseconds', '5000'),
    send: (answer, ms) => ({ ...answer, wire: { kind: 'delay', ms: Number(ms) } }),
  },
  drip: {
    summary: 'The body comes in twenty small pieces.',
    path: '*',
    argument: wholeNumber('milliseconds between two pieces', '500'),
    send: (answer, ms) => ({ ...answer, wire: { kind: 'drip', ms: Number(ms) } }),
  },
  flood: {
    summary: 'The answer is a 200 with a huge body of blanks.',
    path: POST,
    argument: wholeNumber('bytes', FIFTY_MEGABYTES),
    send: (answer, bytes) => ({ ...answer, body: '', wire: { kind: 'flood', bytes: Number(bytes) } }),
  },
  truncate: {
    summary: 'The answer is the first half of itself, cleanly ended.',
    path: POST,
    argument: null,
    send: answer => ({ ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) }),
  },
  html: {
    summary: 'The answer is a web page, with the status of the true one.',
    path: POST,
    argument: null,
    send: withBody(PAGE, 'text/html'),
  },
  empty: { summary: 'The body of the answer is empty.', path: POST, argument: null, send: withBody('') },
  'content-type': {
    summary: 'The answer is right, but calls itself plain text.',
    path: POST,
    argument: null,
    send: answer => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/plain' } }),
  },
  skew: {
    summary: "The broker's clock, as its Date header says it, is wrong.",
    path: '*',
    argument: wholeNumber('seconds that it is ahead', '3600'),
    send: (answer, seconds) => ({
      ...answer,
      headers: { ...answer.headers, date: shifted(answer.headers.date ?? '', Number(seconds)) },
    }),
  },
} satisfies Record<string, FaultKind>;

const shifted = (date: string, seconds: number): string =>
  new Date(Date.parse(date) + seconds * 1_000).toUTCString();
