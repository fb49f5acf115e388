import type { Random } from '../../src/lib/core/random.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';
import type { Course } from './course.ts';
import { BOOKS_CHECKS, overfilled } from './invariants/books-checks.ts';
import { i9Replays, i10Chain, i12Flipped, i24Lots } from './invariants/state-checks.ts';
import { silence } from './opinions.ts';
import type { World } from './world.ts';

/** Ticks without faults after which everything must have come to its end: the k of I7. */
const SETTLING_TICKS = 9;
const SETTLING_WAIT_MS = 4 * 60_000;
/** Share of runs whose journal is verified to the last byte in the end, and again with one byte changed. */
const READ_AGAIN = 0.2;

/** Faults and crashes have ceased: within some ticks every order ends and both books agree. */
export async function settle(world: World, course: Course, random: Random): Promise<void> {
  world.crashes.cease();
  world.exchange.putRight();
  // A journal that was written with the clock ahead waits until the time has come.
  world.time.advance(Math.max(0, world.audit.facts.lastAtMs - world.time.now()));
  let state: HiveState | null = null;
  for (let tick = 0; tick < SETTLING_TICKS; tick++) {
    world.time.advance(SETTLING_WAIT_MS);
    const endings = await world.tick('none', silence);
    course.add(endings);
    const [ending] = endings;
    state = ending?.kind === 'done' ? ending.state : null;
    if (state && Object.keys(state.open).length === 0 && tick > 0) break;
  }
  check(world, state, random);
}

function check(world: World, state: HiveState | null, random: Random): void {
  const { verdicts, audit, exchange, disk } = world;
  const strange = overfilled(exchange.truth);
  if (strange) {
    // N13: nothing adds up any more, and a person has to look.
    verdicts.check(
      'I11',
      disk.halt !== null,
      () => `${strange.clientOrderId} is overfilled and nothing is halted`,
    );
    return;
  }
  verdicts.check('I7', state !== null, () => 'the last tick without faults did not come to its end');
  for (const each of BOOKS_CHECKS) each(verdicts, { facts: audit.facts, truth: exchange.truth });
  if (!state) return;
  i24Lots(verdicts, state, audit.facts);
  i9Replays(verdicts, state, { entries: audit.entries, random });
  if (random() >= READ_AGAIN) return;
  i10Chain(verdicts, disk.journal.lines);
  i12Flipped(verdicts, state, { bytes: disk.journal.bytes, random });
}
