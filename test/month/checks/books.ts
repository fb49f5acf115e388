import { readFileSync } from 'node:fs';
import type { HomePaths } from '../../../src/lib/app/home.ts';
import { tickSettings } from '../../../src/lib/app/settings.ts';
import { SqliteLedger } from '../../../src/lib/broker/paper/sqlite-ledger.ts';
import { canonicalJson } from '../../../src/lib/core/canonical-json.ts';
import { cents, centsFromDollars, qty } from '../../../src/lib/core/money.ts';
import { isTerminal } from '../../../src/lib/core/order-lifecycle.ts';
import { isEntry, toEntry } from '../../../src/lib/journal/entry.ts';
import { configEntry } from '../../../src/lib/tick/config-entry.ts';
import type { TickSettings } from '../../../src/lib/tick/settings.ts';
import type { Truth } from '../../chaos/exchange.ts';
import { Audit } from '../../chaos/invariants/audit.ts';
import { BOOKS_CHECKS } from '../../chaos/invariants/books-checks.ts';
import { Verdicts } from '../../chaos/verdicts.ts';
import { type Choices, configOf } from '../settings.ts';
import { type Check, kept } from './check.ts';

/** The journal read a second time, by the checks of the simulation of ticks, and the embedded broker's own books. */
export function booksHold(paths: HomePaths, choices: Choices): { check: Check; audit: Audit } {
  const verdicts = new Verdicts();
  const audit = readJournal(paths, { choices, verdicts });
  const truth = truthOf(paths, choices);
  for (const each of BOOKS_CHECKS) each(verdicts, { facts: audit.facts, truth });
  const { intents, fillIds } = audit.facts;
  const broken = verdicts.found.map(({ invariant, detail }) => `${invariant}: ${detail}`);
  const check = kept(
    'orders, limits, cash and coins',
    `${intents.size} intents, ${fillIds.length} fills`,
    broken,
  );
  return { check, audit };
}

function readJournal(
  paths: HomePaths,
  { choices, verdicts }: { choices: Choices; verdicts: Verdicts },
): Audit {
  const audit = new Audit(verdicts);
  const known = new Map(choices.map(values => settingsRow(tickSettings(configOf(values)))));
  let settings = tickSettings(configOf(choices[0]!));
  const read: string[] = [];
  for (const line of readFileSync(paths.journal, 'utf8').trimEnd().split('\n')) {
    const entry = toEntry(JSON.parse(line));
    if (isEntry(entry, 'CONFIG')) {
      const found = known.get(canonicalJson(entry.data.settings));
      verdicts.check(
        'I18',
        found !== undefined,
        () => `nobody ever set ${canonicalJson(entry.data.settings)}`,
      );
      settings = found ?? settings;
    }
    read.push(line);
    audit.read(read, settings);
  }
  return audit;
}

const settingsRow = (settings: TickSettings): [string, TickSettings] => [
  canonicalJson(configEntry(settings).data.settings),
  settings,
];

function truthOf(paths: HomePaths, [first]: Choices): Truth {
  const { seed, trading } = configOf(first!);
  const ledger = new SqliteLedger(paths.paperBroker, {
    seed,
    startingCash: centsFromDollars(trading.startingCashUsd),
  });
  const { cash, positions } = ledger.load();
  const orders = ledger.ordersSince(0);
  const fills = orders.flatMap(({ clientOrderId }) => ledger.fillsOf(clientOrderId));
  ledger.close();
  return {
    cash,
    orders: orders.map(order => ({ ...order, isOver: isTerminal(order.status) })),
    fills,
    held: symbol => positions.get(symbol) ?? qty(0),
    external: { cash: cents(0), coins: () => 0n },
  };
}
