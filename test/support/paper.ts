import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger, NewAccount } from '../../src/lib/broker/paper/ledger.ts';
import { MemoryLedger } from '../../src/lib/broker/paper/memory-ledger.ts';
import { PaperBroker, type PaperBrokerOptions } from '../../src/lib/broker/paper/paper-broker.ts';
import { parseCents } from '../../src/lib/core/money.ts';
import { NOON } from './orders.ts';
import { BTC, ETH, HandClock, HandQuotes } from './quotes.ts';

/** 0.25 %, Alpaca's lowest tier for takers. */
export const TAKER_PPM = 2_500n;

export const NEW_ACCOUNT: NewAccount = { seed: 42, startingCash: parseCents('10000') };

/** An embedded broker over `ledger` with quotes and a clock that the test moves. */
export function paperDesk(
  ledger: Ledger = new MemoryLedger(NEW_ACCOUNT),
  options: Partial<PaperBrokerOptions> = {},
) {
  const quotes = new HandQuotes().set('BTC/USD', 49_990, 50_010).set('ETH/USD', 2_999, 3_001);
  const clock = new HandClock(NOON);
  const broker = new PaperBroker({
    ledger,
    quotes,
    clock,
    feePpm: TAKER_PPM,
    instruments: [BTC, ETH],
    ...options,
  });
  return { broker, ledger, quotes, clock };
}

/** A path for a ledger file in a folder of its own, and the way to remove both. */
export function ledgerFile(): { path: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'hive-paper-'));
  return {
    path: join(folder, 'state', 'paper-broker.db'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
