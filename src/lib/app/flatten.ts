import { HiveError, refusedError } from '../core/errors.ts';
import { lotsQty } from '../core/position.ts';
import { entry } from '../journal/entry.ts';
import type { HiveState } from '../journal/state.ts';
import { readHalt } from '../store/files/halt-file.ts';
import type { Adapters } from './adapters.ts';
import type { PositionView } from './book-view.ts';
import { BROKER_WAIT_MS, cancelOpenOrders } from './halt/broker-steps.ts';
import { notNeeded, type Step } from './halt/step.ts';
import { lockedSession } from './locked-session.ts';
import { positions } from './positions.ts';
import { makeStateFolder } from './private-folders.ts';
import type { TickReport } from './tick/run-tick.ts';
import { sellTick } from './trade-tick.ts';

export interface FlattenOptions {
  readonly reason: string;
  /** Sell although trading is halted: a person says so. */
  readonly evenIfHalted: boolean;
  /** Shows what would be sold; whether that is wanted. */
  readonly confirm: (held: readonly PositionView[]) => Promise<boolean>;
  /** One tick that only sells what is marked for sale. */
  readonly sell: () => Promise<TickReport>;
}

export interface FlattenReport {
  /** What was held when it began, valued at the bid of then. */
  readonly held: readonly PositionView[];
  /** The end of all open orders at the broker. */
  readonly cancel: Step;
  /** What the first tick of selling came to; null when there was nothing to sell. */
  readonly tick: TickReport | null;
}

/**
 * Marks everything that is held for sale and begins to sell it. An order stays within the cap of one order:
 * what is left after the first, later ticks go on selling.
 * @throws HiveError (refused): HALTED, NOT_ARMED, NOT_CONFIRMED; what selling throws, after the mark is made.
 */
export async function flatten(
  adapters: Adapters,
  { reason, evenIfHalted, confirm, sell }: FlattenOptions,
): Promise<FlattenReport> {
  makeStateFolder(adapters.paths);
  await refuseStopped(adapters, evenIfHalted);
  const held = (await positions(adapters))?.main.positions ?? [];
  if (held.length === 0) return { held, cancel: notNeeded('nothing is held'), tick: null };
  if (!(await confirm(held))) throw notConfirmed();
  const cancel = await cancelOpenOrders(adapters, BROKER_WAIT_MS);
  const marked = await lockedSession(adapters, session => {
    const symbols = heldSymbols(session.state);
    if (symbols.length > 0) session.record(entry('FLATTEN', { symbols, reason }));
    return symbols.length > 0;
  });
  return { held, cancel, tick: marked ? await sold(sell) : null };
}

/** The same with the ticks of this home. */
export const flattenNow = (
  adapters: Adapters,
  options: Omit<FlattenOptions, 'sell'>,
): Promise<FlattenReport> => flatten(adapters, { ...options, sell: () => sellTick(adapters, options) });

async function refuseStopped(adapters: Adapters, evenIfHalted: boolean): Promise<void> {
  const halt = readHalt(adapters.paths.state);
  if (halt.halted && !evenIfHalted)
    throw refusedError({
      code: 'HALTED',
      message: `Trading is halted: ${halt.reason}.`,
      next: 'Sell all the same with --even-if-halted, or lift the halt: hive trade resume --reason TEXT.',
    });
  const disarmed = (await adapters.arm()).read();
  if (disarmed === null) return;
  throw refusedError({
    code: 'NOT_ARMED',
    message: `Real money may not be traded, not even to sell: ${disarmed}.`,
    next: 'Allow it for some days: hive trade arm. Nothing was sent.',
  });
}

const heldSymbols = ({ books }: HiveState): string[] =>
  Object.entries(books.main.symbols).flatMap(([symbol, { lots }]) => (lotsQty(lots) > 0n ? [symbol] : []));

/** The mark is in the journal: whatever stops this first tick, the next ones go on selling. */
async function sold(sell: () => Promise<TickReport>): Promise<TickReport> {
  try {
    return await sell();
  } catch (cause) {
    if (!(cause instanceof HiveError)) throw cause;
    const { kind, code, message, retryable } = cause;
    const next = `Everything is marked for sale, and each tick goes on selling. ${cause.next}`;
    throw new HiveError({ kind, code, message, next, retryable, cause });
  }
}

const notConfirmed = () =>
  refusedError({
    code: 'NOT_CONFIRMED',
    message: 'What was typed is not "flatten".',
    next: 'Nothing was sold. Run hive trade flatten again to try again.',
  });
