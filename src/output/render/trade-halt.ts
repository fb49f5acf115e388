import type { HaltReport } from '../../lib/app/halt.ts';
import { page, type Screen } from './screen.ts';
import { haltText } from './trade-tick.ts';
import { wrap } from './wrap.ts';

/** The state of the kill switch after `trade halt` or `trade resume`. */
export function renderHalt(report: HaltReport, screen: Screen): string {
  return page(screen, [report.halted ? haltBlock(report, screen) : resumeText(report, screen)]);
}

function haltBlock({ changed, reason }: HaltReport, screen: Screen): string {
  const state = changed ? 'Trading is switched off.' : 'Trading was off already; the reason was added.';
  return `${state}\n${haltText(reason, screen)}`;
}

const resumeText = ({ changed, reason }: HaltReport, { width }: Screen): string =>
  changed
    ? wrap(`Trading is on again. It was halted: ${reason}`, width, 2)
    : 'Trading was not halted; nothing to do.';
