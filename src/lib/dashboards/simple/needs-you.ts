import { span, utcMinute } from '../../../output/times.ts';
import { tickFreshness } from '../shared/freshness.ts';
import type { LiveFeed, PageState } from '../shared/state.ts';

/** Something that a person should see to. */
export interface Need {
  readonly id: string;
  readonly level: 'problem' | 'warning';
  /** One sentence. */
  readonly says: string;
  /** What to do, with the command. */
  readonly todo: string;
}

type Check = LiveFeed['health']['checks'][number];

/** Checks that say here in other words what is looked at below, by the clock of this moment. */
const SAID_HERE: ReadonlySet<string> = new Set(['halt', 'orders', 'tick', 'arming']);

/** All that needs a person, worst first; empty when everything is fine. */
export function needsYou(state: PageState): readonly Need[] {
  const { health } = state.feed;
  const checks = health.checks.filter(({ id }) => !SAID_HERE.has(id));
  const found = [
    disconnected(state),
    halted(state),
    unknownOrders(state),
    ...checks.filter(check => check.state === 'problem').map(told),
    lateTick(state),
    unarmed(state),
    drift(state),
    ...checks.filter(check => check.state === 'warning').map(told),
    ...modelTroubles(state),
  ];
  return found.filter(need => need !== null);
}

const told = ({ id, state, says, todo }: Check): Need => ({
  id,
  level: state === 'problem' ? 'problem' : 'warning',
  says,
  todo: todo ?? 'See: hive doctor',
});

function disconnected({ connection, heardMs, nowMs }: PageState): Need | null {
  if (connection.state === 'refused')
    return {
      ...NOT_CONNECTED,
      says: 'The login of this page has ended, so it shows the past.',
      todo: 'Log in.',
    };
  if (connection.state !== 'lost') return null;
  const says = `This page has lost its server, and shows what it heard ${span(Math.max(0, nowMs - heardMs))} ago.`;
  return { ...NOT_CONNECTED, says, todo: 'Start it: hive serve' };
}

const NOT_CONNECTED = { id: 'connection', level: 'problem' } as const;

function halted({ feed }: PageState): Need | null {
  const { halted: reason } = feed.status;
  if (reason === null) return null;
  const says = `Trading is halted: ${sinceText(reason)}.`;
  return { id: 'halt', level: 'problem', says, todo: 'Trade again: hive trade resume --reason TEXT' };
}

/** The switch writes when it was thrown behind the reason: `the market fell (2026-11-26T04:27:40.425Z)`. */
const sinceText = (reason: string): string =>
  reason
    .replace(/ \((\d{4}-\d\d-\d\dT[\d:.]+Z)\)$/, (_, at: string) => `, since ${utcMinute(Date.parse(at))}`)
    .replace(/\.$/, '');

function unknownOrders({ feed }: PageState): Need | null {
  const frozen = feed.orders.orders.filter(({ state }) => state === 'unknown').map(({ symbol }) => symbol);
  const symbols = [...new Set(frozen)].join(' and ');
  if (frozen.length === 0) return null;
  const says =
    frozen.length === 1
      ? `What became of an order is not known; ${symbols} is not traded until it is.`
      : `What became of ${frozen.length} orders is not known; ${symbols} ${frozen.length > 1 && symbols.includes(' and ') ? 'are' : 'is'} not traded until it is.`;
  return { id: 'orders', level: 'problem', says, todo: 'Hold it against the broker: hive trade audit' };
}

function lateTick(state: PageState): Need | null {
  const { lastTick } = state.feed.status;
  if (lastTick === null || state.connection.state === 'lost') return null;
  if (tickFreshness(state) === 'fresh') return null;
  const age = span(state.nowMs - Date.parse(lastTick.at));
  const says = `No tick has run for ${age}; one is due every ${span(state.feed.health.tickEveryMs)}.`;
  return { id: 'tick', level: 'problem', says, todo: 'Run one: hive trade tick' };
}

function unarmed({ feed }: PageState): Need | null {
  const { needed, until, withoutEvidence, says } = feed.limits.armed;
  if (!needed) return null;
  if (until === null)
    return { id: 'arming', level: 'warning', says, todo: 'Allow it for some days: hive trade arm' };
  if (!withoutEvidence) return null;
  return { id: 'arming', level: 'warning', says, todo: 'Take it back: hive trade disarm --reason TEXT' };
}

function drift({ feed }: PageState): Need | null {
  const found = feed.status.lastTick?.reasons.find(({ reason }) => reason === 'POSITION_DRIFT');
  if (!found) return null;
  const says = `${found.symbol}: ${found.meaning.replace(/;.*$/, '')}.`;
  return { id: 'drift', level: 'problem', says, todo: 'Hold it against the broker: hive trade audit' };
}

/** Models that cannot be used, where the checks say nothing of them. */
function modelTroubles({ feed }: PageState): Need[] {
  const isSaid = feed.health.checks.some(({ id, state }) => id === 'models' && state !== 'ok');
  if (isSaid) return [];
  return feed.status.training.classes.flatMap(({ assetClass, trouble }) =>
    trouble === null
      ? []
      : [
          {
            ...{ id: `model-${assetClass}`, level: 'warning' as const },
            says: `The model of ${assetClass} cannot be used: ${trouble.replace(/\.$/, '')}.`,
            todo: 'Train a new one: hive train cycle --force-train',
          },
        ],
  );
}
