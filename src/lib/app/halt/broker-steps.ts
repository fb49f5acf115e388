import type { Broker, CancelReport } from '../../broker/broker.ts';
import { HiveError } from '../../core/errors.ts';
import type { Adapters } from '../adapters.ts';
import { within } from '../within.ts';
import { done, failed, notNeeded, type Step } from './step.ts';

/** The two steps of a halt that are the broker's. */
export interface BrokerSteps {
  readonly cancel: Step;
  readonly suspend: Step;
}

/** How long a broker is waited for, for each question of a halt. */
export const BROKER_WAIT_MS = 5_000;

export interface BrokerOptions {
  /** Leave the broker alone. */
  readonly local: boolean;
  /** How long each question to it may take, in milliseconds. */
  readonly waitMs: number;
}

const EMBEDDED = notNeeded('the embedded broker keeps no order open');
const LOCAL = notNeeded('only this machine, as asked');

/** Ends what is open at the broker and lets it take nothing new. Each step is tried; none throws. */
export async function haltBroker(adapters: Adapters, { local, waitMs }: BrokerOptions): Promise<BrokerSteps> {
  if (adapters.config.broker.kind === 'simulated') return { cancel: EMBEDDED, suspend: EMBEDDED };
  if (local) return { cancel: LOCAL, suspend: LOCAL };
  const cancel = await cancelOpenOrders(adapters, waitMs);
  const suspend = await attempt(adapters, waitMs, async broker => {
    await broker.suspend(true);
    return done('the broker takes no new orders');
  });
  // What has not answered by now is not waited for: the process would not end before it does.
  adapters.deadline.abort();
  return { cancel, suspend };
}

/** Asks for the end of every open order at the broker. Never throws. */
export const cancelOpenOrders = (adapters: Adapters, waitMs: number): Promise<Step> =>
  attempt(adapters, waitMs, async broker => cancelled(await broker.cancelAll()));

/**
 * Lets the broker take orders again.
 * @throws HiveError (broker, STILL_SUSPENDED) when it does not say that it does; (config) without keys.
 */
export async function resumeBroker(adapters: Adapters, waitMs: number): Promise<Step> {
  if (adapters.config.broker.kind === 'simulated') return notNeeded('the embedded broker is never suspended');
  try {
    await within(
      waitMs,
      adapters.broker().then(broker => broker.suspend(false)),
    );
    return done('the broker takes orders again');
  } catch (cause) {
    if (!(cause instanceof HiveError) || cause.kind !== 'broker') throw cause;
    adapters.deadline.abort();
    throw stillSuspended(cause);
  }
}

const stillSuspended = (cause: HiveError) =>
  new HiveError({
    kind: 'broker',
    code: 'STILL_SUSPENDED',
    message: `The broker did not lift its suspension. ${cause.message}`,
    next: 'Trading stays halted; run hive trade resume again when the broker answers.',
    retryable: true,
    cause,
  });

/** A kill switch goes on whatever happens, so that here even a bug becomes a sentence. */
async function attempt(
  adapters: Adapters,
  waitMs: number,
  work: (broker: Broker) => Promise<Step>,
): Promise<Step> {
  try {
    return await within(waitMs, adapters.broker().then(work));
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}

function cancelled(reports: readonly CancelReport[]): Step {
  const faults = reports.flatMap(({ orderId, fault }) => (fault === null ? [] : [`${orderId}: ${fault}`]));
  const orders = `${reports.length} open order${reports.length === 1 ? '' : 's'}`;
  if (faults.length > 0)
    return failed(`${faults.length} of ${orders} could not be cancelled (${faults.join('; ')})`);
  return done(reports.length === 0 ? 'no order was open' : `asked for the end of ${orders}`);
}
