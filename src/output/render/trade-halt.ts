import type { HaltReport, ResumeReport } from '../../lib/app/halt/halt.ts';
import type { Step } from '../../lib/app/halt/step.ts';
import { type Fact, facts } from './facts.ts';
import { page, type Screen } from './screen.ts';
import { haltText } from './trade-tick.ts';
import { wrap } from './wrap.ts';

const WORDS: Readonly<Record<Step['state'], string>> = {
  done: 'done',
  failed: 'FAILED',
  'not-needed': 'not needed',
};

const stepFact = (name: string, { state, detail }: Step): Fact => [name, `${WORDS[state]}: ${detail}`];

/** The kill switch after `trade halt`: what became of each of its three steps. */
export function renderHalt({ changed, reason, steps }: HaltReport, screen: Screen): string {
  const state = changed ? 'Trading is switched off.' : 'Trading was off already; the reason was added.';
  return page(screen, [
    `${state}\n${haltText(reason, screen)}`,
    facts(
      [
        stepFact('Switch', steps.file),
        stepFact('Open orders', steps.cancel),
        stepFact('New orders', steps.suspend),
      ],
      screen,
    ),
  ]);
}

/** The same after `trade resume`. */
export function renderResume({ changed, reason, broker }: ResumeReport, screen: Screen): string {
  if (!changed && broker.state === 'not-needed')
    return page(screen, ['Trading was not halted; nothing to do.']);
  return page(screen, [
    changed
      ? wrap(`Trading is on again. It was halted: ${reason}`, screen.width, 2)
      : 'Trading was not halted on this machine.',
    facts([stepFact('Broker', broker)], screen),
  ]);
}
