import type { ModelChoice } from '../../lib/app/learn/choose-model.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** What is used from here on, and until when. */
export function renderModelChoice(
  { assetClass, model, before, pinned }: ModelChoice,
  screen: Screen,
): string {
  const was = before === null || before === model ? '' : `, in the place of ${before}`;
  const until = pinned ? 'until hive models rollback' : 'until the next training';
  return page(screen, [
    wrap(`Model of ${assetClass}: ${model}${was}, ${until}.`, screen.width),
    `Look: hive models show ${model}`,
  ]);
}
