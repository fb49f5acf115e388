import type { InstallReport } from '../../lib/app/schedule/install-plan.ts';
import type { UninstallReport } from '../../lib/app/schedule/uninstall.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** Everything that is written, word for word, and the programs that are called; never wrapped, so that it can be copied. */
export function renderInstall(report: InstallReport, screen: Screen): string {
  const { crontab, files, removed, commands } = report;
  return page(screen, [
    crontab === null ? '' : `For the crontab:\n\n${crontab.trimEnd()}`,
    ...files.map(({ path, text }) => `${path}:\n\n${text.trimEnd()}`),
    removed.length === 0 ? '' : `No longer wanted, and removed:\n${removed.join('\n')}`,
    `Commands:\n${commands.join('\n')}`,
    wrap(closing(report), screen.width),
  ]);
}

function closing({ installed, by }: InstallReport): string {
  if (!installed) return 'Nothing was installed yet.';
  return `Installed: ${by} runs the hive from now on. See it with hive schedule show; take it out with hive schedule uninstall.`;
}

/** What was taken out, or would be. */
export function renderUninstall(
  { changed, dryRun, crontab, files }: UninstallReport,
  screen: Screen,
): string {
  if (!changed) return page(screen, ['Nothing is installed for this home.']);
  const found = [...(crontab ? ['the block of this home in the crontab'] : []), ...files];
  return page(screen, [`${dryRun ? 'Would be taken out' : 'Taken out'}:\n${found.join('\n')}`]);
}
