/** What a schedule starts again and again, each a command of its own that does one unit of work and ends. */
export const JOBS = ['tick', 'cycle', 'report', 'prune', 'backup'] as const;

export type JobName = (typeof JOBS)[number];

/** The command line of each, after `hive`. */
export const JOB_COMMANDS: Readonly<Record<JobName, readonly string[]>> = {
  tick: ['trade', 'tick'],
  cycle: ['train', 'cycle'],
  report: ['report', '--daily', '--write'],
  prune: ['prune'],
  backup: ['backup'],
};
