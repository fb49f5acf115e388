import type { LearnReset } from '../../lib/app/learn/learn-reset.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const FORGOTTEN: Readonly<Record<LearnReset['what'], string>> = {
  policy: 'What the policy expects is forgotten.',
  experts: 'The weights of the experts are forgotten.',
  gate: 'The evidence of the gate is forgotten.',
  all: 'Everything that was learned is forgotten.',
};

export function renderLearnReset({ what, generation }: LearnReset, screen: Screen): string {
  const isNewTry = what === 'gate' || what === 'all';
  const more = isNewTry
    ? ` The candidate is number ${generation} from here on, and the gate wants more of it.`
    : '';
  return page(screen, [wrap(`${FORGOTTEN[what]}${more}`, screen.width), 'Look: hive learn status']);
}
