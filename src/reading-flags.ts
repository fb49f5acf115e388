import { Flags } from '@oclif/core';
import { timeFlag } from './flags.ts';

/** How to read a file of bars: the flags of every command that takes one. */
export const readingFlags = {
  timezone: Flags.string({
    helpGroup: 'READING',
    helpValue: 'ZONE',
    summary: 'Zone of times that carry none: America/New_York.',
  }),
  'date-order': Flags.string({
    helpGroup: 'READING',
    options: ['dmy', 'mdy'],
    summary: 'How to read dates such as 3/1/2017.',
  }),
  labels: Flags.string({
    helpGroup: 'READING',
    options: ['start', 'end'],
    summary: 'What the times mark: start (default) or end.',
  }),
  column: Flags.string({
    helpGroup: 'READING',
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'NAME=HEADER',
    summary: 'Column of time, open, high, low, close or volume, where its header does not tell.',
  }),
  columns: Flags.string({
    helpGroup: 'READING',
    helpValue: 'LIST',
    summary: 'Columns of a file without header: time,open,high,low,close,volume.',
  }),
  where: Flags.string({
    helpGroup: 'READING',
    helpValue: 'HEADER=VALUE',
    summary: 'Only these rows, in a file of several symbols.',
  }),
  'on-conflict': Flags.string({
    helpGroup: 'READING',
    options: ['first', 'last'],
    summary: 'Which of two unequal rows of one time to keep.',
  }),
  'downloaded-at': timeFlag({
    helpGroup: 'READING',
    summary: 'When the file was downloaded: bars still open then are dropped.',
  }),
  'keep-forming': Flags.boolean({ helpGroup: 'READING', summary: 'Keep bars that had not closed.' }),
  'keep-last': Flags.boolean({
    helpGroup: 'READING',
    summary: 'Keep the newest row of a daily crypto export of Yahoo.',
  }),
  adjusted: Flags.boolean({ helpGroup: 'READING', summary: 'Scale prices by the adjusted close.' }),
  'volume-unit': Flags.string({
    helpGroup: 'READING',
    options: ['base', 'quote'],
    summary: 'What volumes count: coins or shares (base), or dollars (quote).',
  }),
  'max-bad': Flags.string({
    helpGroup: 'READING',
    helpValue: 'PERCENT',
    summary: 'Share of defective rows to drop at most; 1 unless told.',
  }),
};
