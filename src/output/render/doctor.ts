import type { CheckReport, DoctorReport } from '../../lib/app/doctor/doctor.ts';
import { paint } from '../paint.ts';
import { type Fact, facts } from './facts.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';

const WORDS: Readonly<Record<CheckReport['state'], string>> = {
  ok: 'ok',
  info: 'info',
  warning: 'WARNING',
  problem: 'PROBLEM',
  skipped: '–',
};

/** One line a check, in the order of the report, with what to do below it. */
export function renderDoctor({ checks, problems, warnings }: DoctorReport, screen: Screen): string {
  return page(screen, [
    facts(
      checks.flatMap(check => checkFacts(check, screen)),
      screen,
    ),
    problems + warnings === 0
      ? 'Nothing stands in the way of trading.'
      : `${plural(problems, 'problem')}, ${plural(warnings, 'warning')}.`,
  ]);
}

function checkFacts({ state, title, seen, todo }: CheckReport, screen: Screen): Fact[] {
  const word = WORDS[state].padEnd(8);
  const shown =
    state === 'problem'
      ? paint(screen, 'red', word)
      : state === 'warning'
        ? paint(screen, 'yellow', word)
        : word;
  const line: Fact = [`${shown} ${title}`, seen];
  return todo === null ? [line] : [line, ['', `To do: ${todo}`]];
}
