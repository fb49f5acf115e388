import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AlarmRules, nextAlarms } from '../../alerts/alarms.ts';
import type { Alert, Trouble } from '../../alerts/alert.ts';
import { encode } from '../../alerts/formats/encode.ts';
import { channelKey, type Delivery, delivered, isDue, queued } from '../../alerts/outbox.ts';
import { alerts as alertsSection } from '../../config/alerts-section.ts';
import { knownSecrets } from '../../config/known-secrets.ts';
import type { Config } from '../../config/schema.ts';
import { durationMs } from '../../core/interval.ts';
import { redactSecrets } from '../../core/redact-secrets.ts';
import { acquireLock, type Lock } from '../../store/files/lock.ts';
import type { HomePaths } from '../home.ts';
import { type AlarmState, boxOf, readAlarms, writeAlarms } from './alarm-file.ts';
import type { Channel } from './channels.ts';
import type { Sight } from './look.ts';
import { post } from './post.ts';

/** With what alarms are told. */
export interface AlarmDesk {
  readonly paths: HomePaths;
  /** Null where the settings cannot be read. */
  readonly config: Config | null;
  readonly nowMs: number;
  readonly channels: readonly Channel[];
  /** Nothing is waited for after it is aborted. */
  readonly signal: AbortSignal;
  /** Tells whoever reads stderr. */
  readonly warn: (sentence: string) => void;
}

const LOCK_TRIES = 20;
const LOCK_PAUSE_MS = 50;

/** The lock of the alarms, which others hold for some seconds at most; null when they hold it for longer. */
async function lockSoon(path: string): Promise<Lock | null> {
  for (let tries = 1; ; tries++) {
    const lock = acquireLock(path);
    if (lock || tries === LOCK_TRIES) return lock;
    await sleep(LOCK_PAUSE_MS);
  }
}

/**
 * Looks, and tells what there is to tell. What is to be told is written down before it is sent, and crossed out once it
 * was taken: a run that is killed in between tells it a second time at most. While another run tells, nothing happens.
 * @throws HiveError (data, config) when nothing can be written down: then nothing is sent either.
 */
export async function tellAlarms(
  desk: AlarmDesk,
  look: (before: AlarmState) => Promise<Sight & { readonly tradeSeq?: number | null }>,
): Promise<void> {
  const lock = await lockSoon(desk.paths.alarmsLock);
  if (!lock) return;
  try {
    const path = desk.paths.alarms;
    const before = readAlarms(path);
    const after = afterLook(before, desk, await look(before));
    if (JSON.stringify(after) !== JSON.stringify(before)) writeAlarms(path, after);
    const sent = await sendWaiting(after, desk);
    if (sent !== after) writeAlarms(path, sent);
  } finally {
    lock.release();
  }
}

/** The state after a look, with what is to be told in the outboxes. */
function afterLook(
  before: AlarmState,
  desk: AlarmDesk,
  { troubles, lookedAt, news, tradeSeq = before.tradeSeq }: Sight & { readonly tradeSeq?: number | null },
): AlarmState {
  const { channels, nowMs, warn } = desk;
  // Where there are no channels their file cannot be read: nothing else was looked at.
  const groups = [...lookedAt, ...(channels.length === 0 ? [] : ['alerts.'])];
  const { book, alerts } = nextAlarms(
    before.book,
    {
      nowMs,
      troubles: [...troubles, ...deadChannels(before, channels)].map(clean),
      isLookedAt: key => groups.some(group => key.startsWith(group)),
      news: news.map(clean),
    },
    rulesOf(desk.config),
  );
  for (const { key, says, todo, kind } of alerts)
    if (key === ALERTS_FILE && kind !== 'recovered') warn(`${says} ${todo ?? ''}`.trim());
  const boxes = channels.map(channel => [
    channel.name,
    queued(boxOf(before, channel.name), alerts, channel, nowMs),
  ]);
  const isTradeTold =
    news.every(({ kind }) => kind !== 'trade') || alerts.some(({ kind }) => kind === 'trade');
  return {
    book,
    boxes: channels.length === 0 ? before.boxes : Object.fromEntries(boxes),
    tradeSeq: isTradeTold ? tradeSeq : before.tradeSeq,
  };
}

/** The key of the trouble that the file of the channels is in. */
export const ALERTS_FILE = 'alerts.file';

export function rulesOf(config: Config | null): AlarmRules {
  const { remindAfter, mostPerHour } = config?.alerts ?? alertsSection.parse({});
  return { remindAfterMs: durationMs(remindAfter), mostPerHour };
}

/** The second net, as for all that leaves the process. */
const clean = <T extends Trouble | Alert>(told: T): T => ({
  ...told,
  says: redactSecrets(told.says, knownSecrets()),
  todo: told.todo === null ? null : redactSecrets(told.todo, knownSecrets()),
});

/** Once may be chance. */
const DEAD_AFTER = 2;

function deadChannels(state: AlarmState, channels: readonly Channel[]): Trouble[] {
  return channels.flatMap(({ name, host }) => {
    const { failures, failure } = boxOf(state, name);
    if (failures < DEAD_AFTER || !failure) return [];
    const says = `The alert channel ${name} (${host}) takes no messages: ${failure.why}.`;
    return [
      { key: channelKey(name), severity: 'warning' as const, says, todo: `Try it: hive alerts test ${name}` },
    ];
  });
}

/** Sends to all channels at once what waits for them and is due. The same state when nothing was. */
async function sendWaiting(state: AlarmState, desk: AlarmDesk): Promise<AlarmState> {
  const due = desk.channels.filter(({ name }) => isDue(boxOf(state, name), desk.nowMs));
  if (due.length === 0) return state;
  const results = await Promise.all(
    due.map(async channel => {
      const box = boxOf(state, channel.name);
      const delivery = await send(channel, box.waiting, desk);
      if (delivery.kind === 'failed' && box.failures === 0) desk.warn(notTaken(channel, delivery));
      return [channel.name, delivered(box, delivery, desk.nowMs)] as const;
    }),
  );
  return { ...state, boxes: { ...state.boxes, ...Object.fromEntries(results) } };
}

const notTaken = ({ name, host }: Channel, { why }: Delivery): string =>
  `The alert channel ${name} (${host}) did not take a message: ${why}. It is tried again.`;

/** One request with all of the alerts. Never throws. */
export function send(
  { format, url, chat }: Channel,
  alerts: readonly Alert[],
  { paths, config, nowMs, signal }: Pick<AlarmDesk, 'paths' | 'config' | 'nowMs' | 'signal'>,
): Promise<Delivery> {
  const mode = config?.mode ?? 'with settings that cannot be read';
  const message = { home: basename(paths.root), mode, atMs: nowMs, alerts };
  const posting = encode(format, message, { url: url.reveal(), chat });
  return post(posting.url, { type: 'application/json', body: posting.body, signal });
}

/** Keeps what became of a delivery that a person asked for. Nothing is lost when it cannot be kept. */
export async function noteDelivery(
  { paths, nowMs }: Pick<AlarmDesk, 'paths' | 'nowMs'>,
  deliveries: ReadonlyMap<string, Delivery>,
): Promise<void> {
  const lock = await lockSoon(paths.alarmsLock);
  if (!lock) return;
  try {
    const state = readAlarms(paths.alarms);
    const boxes = [...deliveries].map(([name, delivery]) => {
      const box = boxOf(state, name);
      const after = delivered(box, delivery, nowMs);
      // What waits has not been told by this; a channel that takes messages again is told of it at the next run.
      return [name, { ...after, waiting: box.waiting }] as const;
    });
    writeAlarms(paths.alarms, { ...state, boxes: { ...state.boxes, ...Object.fromEntries(boxes) } });
  } finally {
    lock.release();
  }
}
