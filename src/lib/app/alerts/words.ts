import { FORMATS, type Format } from '../../alerts/address.ts';
import { TOPICS, type Topic } from '../../alerts/alert.ts';
import { nearest, usageError } from '../../core/errors.ts';
import { JOBS, type JobName } from '../../core/job.ts';

export { FORMATS } from '../../alerts/address.ts';
export { TOPICS } from '../../alerts/alert.ts';

/* Words of the command line. Each throws HiveError (usage) for one that is not known. */

export const formatNamed = (word: string): Format => named(word, FORMATS, 'format');
export const jobNamed = (word: string): JobName => named(word, JOBS, 'job');

/** `problem,trade`. */
export const topicsNamed = (list: string): Topic[] =>
  [...new Set(list.split(','))].map(word => named(word.trim(), TOPICS, 'kind of alert'));

function named<T extends string>(word: string, known: readonly T[], what: string): T {
  const found = known.find(each => each === word);
  if (found !== undefined) return found;
  const near = nearest(word, known);
  throw usageError({
    code: 'USAGE',
    message: `There is no ${what} "${word}".`,
    next: near ? `Did you mean ${near}?` : `Use ${known.join(', ')}.`,
  });
}
