import type { Reply, SandboxRequest } from '../exchange.ts';
import type { FaultKind } from './fault-kind.ts';

const PATH = 'GET /v2/account/activities*';

const list =
  (change: (items: readonly unknown[]) => readonly unknown[]) =>
  (reply: Reply): Reply =>
    Array.isArray(reply.body) ? { ...reply, body: change(reply.body) } : reply;

function firstPage(request: SandboxRequest): SandboxRequest {
  const query = new URLSearchParams(request.query);
  query.delete('page_token');
  return { ...request, query };
}

/** Lists of activities that are true and badly told. */
export const ACTIVITY_FAULTS = {
  'fill-twice': {
    summary: 'Every activity is listed twice.',
    path: PATH,
    argument: null,
    edit: list(items => items.flatMap(item => [item, item])),
  },
  'fills-unordered': {
    summary: 'Activities come in the wrong order.',
    path: PATH,
    argument: null,
    edit: list(items => items.toReversed()),
  },
  'page-repeat': {
    summary: 'Every page is the first one, whatever page is asked for.',
    path: PATH,
    argument: null,
    hear: firstPage,
  },
} satisfies Record<string, FaultKind>;
