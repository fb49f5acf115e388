import type { Random } from '../../src/lib/core/random.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';
import type { Course } from './course.ts';
import { BOOKS_CHECKS, overfilled, waitsForPerson } from './invariants/books-checks.ts';
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
    state = await quietTick(world, course);
    if (state && isSettled(state) && tick > 0) break;
  }
  if (state && !isSettled(state)) state = await askPerson(world, course);
  check(world, state, random);
}

const isSettled = ({ open }: HiveState): boolean => Object.keys(open).length === 0;

async function quietTick(world: World, course: Course): Promise<HiveState | null> {
  world.time.advance(SETTLING_WAIT_MS);
  const endings = await world.tick('none', silence);
  course.add(endings);
  const [ending] = endings;
  return ending?.kind === 'done' ? ending.state : null;
}

/** I7: what no tick may give up a person can, and nothing else is left to a person. */
async function askPerson(world: World, course: Course): Promise<HiveState | null> {
  const { verdicts, exchange, audit } = world;
  for (const intent of audit.facts.open)
    verdicts.check('I7', waitsForPerson(intent, exchange.truth), () => `no tick ended ${intent.data.order}`);
  const ending = await world.accept();
  verdicts.check(
    'I7',
    ending.kind === 'done',
    () => `nothing could be taken over: ${JSON.stringify(ending)}`,
  );
  return quietTick(world, course);
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
