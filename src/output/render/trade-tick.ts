import type { TickReport } from '../../lib/app/tick/run-tick.ts';
import { REASONS } from '../../lib/core/reason.ts';
import { usd } from '../numbers.ts';
import { paint } from '../paint.ts';
import { utcMinute } from '../times.ts';
import { facts } from './facts.ts';
import { nextSteps } from './next-step.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** What a tick did, symbol by symbol, and why. */
export function renderTick(report: TickReport, screen: Screen): string {
  const { at, outcomes, orders, worth, open, halted } = report;
  const { width } = screen;
  return page(screen, [
    `Tick ${utcMinute(Date.parse(at))}\n${outcomes.map(outcome => outcomeText(outcome, width)).join('\n')}`,
    orders.map(order => orderText(order, width)).join('\n'),
    facts(
      [
        ['Equity', usd(Number(worth.main.equity))],
        ['Control arm', usd(Number(worth.control.equity))],
      ],
      screen,
    ),
    open === 0 ? '' : wrap(`${plural(open, 'order')} not yet resolved: the next tick asks again.`, width),
    nextSteps(
      outcomes.map(({ reason }) => reason),
      screen,
    ),
    halted === null ? '' : haltText(halted, screen),
  ]);
}

function outcomeText({ symbol, reason, rule, limit, value }: TickReport['outcomes'][number], width: number) {
  const line = wrap(`${symbol}  ${reason}  ${REASONS[reason]}`, width, 4);
  if (rule === undefined) return line;
  return `${line}\n${facts([[`rule ${rule}`, `limit ${limit}; value ${value}`]], { width, indent: 4 })}`;
}

const orderText = ({ side, symbol, notional, qty, stopped }: TickReport['orders'][number], width: number) =>
  wrap(
    `Order: ${side} ${symbol} for ${notional === null ? `${qty} coins` : usd(Number(notional))}${stopped === null ? '' : ', not traded'}`,
    width,
    2,
  );

/** The halt, and the way out of it. */
export const haltText = (reason: string, screen: Screen): string =>
  `${paint(screen, 'red', wrap(`HALTED: ${reason}`, screen.width, 2))}\n` +
  'Trade again: hive trade resume --reason TEXT';
