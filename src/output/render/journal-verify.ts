import type { JournalVerdict } from '../../lib/app/journal-verify.ts';
import { paint } from '../paint.ts';
import { utcMinute } from '../times.ts';
import { facts } from './facts.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const timeOf = (iso: string | null): string => utcMinute(iso === null ? null : Date.parse(iso));

/** Whether the journal holds: the range that was read, what was checked, and what does not hold. */
export function renderVerdict(verdict: JournalVerdict, screen: Screen): string {
  const { records, lastHash, firstAt, lastAt, trades, checks, faults } = verdict;
  if (records === 0 && faults.length === 0)
    return page(screen, ['The journal is empty. A tick begins it. Run: hive trade tick']);
  const found = faults.map(fault => paint(screen, 'red', wrap(`FAULT  ${fault}`, screen.width, 7)));
  return page(screen, [
    facts(
      [
        ['Journal', faults.length === 0 ? 'whole: everything checked holds' : plural(faults.length, 'fault')],
        ['Records', `${plural(records, 'record')}, ${timeOf(firstAt)} to ${timeOf(lastAt)}`],
        ['Trades', String(trades)],
        ['Checked', checks.join('; ')],
        ['Last hash', lastHash?.slice(0, 16) ?? ''],
      ],
      screen,
    ),
    found.join('\n'),
  ]);
}
