import type { CheckReport } from '../../../lib/app/schemas/backtest.ts';
import { decimal } from '../../numbers.ts';
import { each, type Html, html } from '../html.ts';
import { section } from './section.ts';

const MEANS: Record<CheckReport['name'], string> = {
  lookahead: 'It demands that cutting the future off changes no feature, signal or trade.',
  warmup: 'It demands that a longer history before the first bar changes no signal.',
  engine: 'It demands the same fills of the quick engine and of the replay of the real step.',
};

/** The tests that the run was put to, and the differences they found. */
export function checksSection(checks: readonly CheckReport[]): Html {
  if (checks.length === 0)
    return section(
      'checks',
      'Checks',
      html`<p class="note">None was asked for. <code>--check lookahead</code> tests whether the future leaks into the past, <code>--check warmup</code> whether the history before the first bar was long enough.</p>`,
    );
  const lines = each(
    checks,
    ({ name, passed, points, found }) => html`<li class="${passed ? 'passed' : 'failed'}">
<p><strong>${name}: ${passed ? 'passed' : 'not passed'}</strong> at ${decimal(points, 0)} places. ${MEANS[name]}</p>
${found.length > 0 && html`<ul>${each(found, sentence => html`<li>${sentence}</li>`)}</ul>`}
</li>`,
  );
  return section('checks', 'Checks', html`<ul class="checks">${lines}</ul>`);
}
