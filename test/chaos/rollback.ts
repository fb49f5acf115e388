import { isHiveOrderId } from '../../src/lib/core/order.ts';
import { opinions } from './opinions.ts';
import type { World } from './world.ts';

interface Loss {
  readonly what: string;
  readonly keepsCheckpoint: boolean;
  /** Records that are left, of those before the newest order. */
  readonly kept: (before: number) => number;
  readonly code: string;
}

const LOSSES: readonly Loss[] = [
  { what: 'an older copy', keepsCheckpoint: true, kept: before => before, code: 'JOURNAL_ROLLED_BACK' },
  {
    what: 'an older copy and no checkpoint',
    keepsCheckpoint: false,
    kept: before => before,
    code: 'FOREIGN_ORDER',
  },
  { what: 'nothing', keepsCheckpoint: false, kept: () => 0, code: 'JOURNAL_MISSING' },
];

/**
 * D7: the journal is gone or an older copy is put in its place, while the broker remembers an order that it lacks.
 * The next tick refuses, says why, and sends nothing.
 */
export async function rollBack(world: World, seed: number): Promise<void> {
  const { disk, exchange, verdicts, sent } = world;
  const { lines } = disk.journal;
  const newest = exchange.truth.orders.findLast(({ clientOrderId }) => isHiveOrderId(clientOrderId));
  const before = newest ? lines.findIndex(line => line.includes(`"order":"${newest.clientOrderId}"`)) : -1;
  // Without an order there is nothing at the broker that gives the loss away.
  if (before < 1 || disk.halt !== null) return;
  const [whole, checkpoint, orders] = [[...lines], disk.checkpoint, sent.size];
  for (const loss of LOSSES) {
    const kept = whole.slice(0, loss.kept(before));
    disk.journal.bytes = Buffer.from(kept.map(line => `${line}\n`).join(''));
    disk.checkpoint = loss.keepsCheckpoint ? checkpoint : null;
    disk.halt = null;
    const [ending] = await world.tick('none', opinions(seed), { isAudited: false });
    const code = ending?.kind === 'error' ? ending.code : `${ending?.kind}`;
    verdicts.check(
      'I10',
      code === loss.code,
      () => `with ${loss.what} for a journal the tick ended with ${code}`,
    );
    verdicts.check('I3', sent.size === orders, () => `with ${loss.what} for a journal an order was sent`);
  }
}
