import { answer, type Considered, consider } from '../../tick/consider.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { BookScope } from '../../tick/step-input.ts';
import type { Strategy } from '../../trading/strategy.ts';
import type { TickPorts } from './ports.ts';

interface Subject {
  readonly scope: BookScope;
  readonly strategy: Strategy;
  readonly symbol: string;
}

/** S4 and S5 for one symbol; the strategy is asked only when its view is needed. Changes nothing. */
export async function considerSymbol(
  { clock, journal, halt }: TickPorts,
  settings: TickSettings,
  { scope, strategy, symbol }: Subject,
): Promise<Considered> {
  const world = { state: journal.state, halt: halt.read() };
  const subject = { scope, symbol, nowMs: clock.now(), steadyMs: clock.monotonic() };
  const step = consider(world, settings, subject);
  if (step.kind === 'considered') return step;
  const { nowMs, epoch } = step.input;
  return answer(step, await strategy.look(symbol, { nowMs, epoch }), settings);
}
