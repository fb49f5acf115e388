import { z } from 'zod';

/** The rhythms that steps of a crontab can keep: those that divide an hour (crontab(5)). */
const RHYTHMS = ['1m', '2m', '3m', '4m', '5m', '6m', '10m', '12m', '15m', '20m', '30m', '60m'] as const;

const rhythm = z.enum(RHYTHMS);

export const schedule = z.strictObject({
  tick: rhythm.default('2m').describe('How often to trade.'),
  cycle: rhythm.default('3m').describe('How often to look for new bars, and to train when it is due.'),
  daily: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { message: 'must be a time of day such as 04:10' })
    .default('04:10')
    .describe('When the daily jobs begin: report, prune, backup.'),
  timeZone: z
    .string()
    .refine(isTimeZone, { message: 'must be a time zone such as UTC or Europe/Berlin' })
    .default('UTC')
    .describe('Whose time of day `daily` is.'),
});

/**
 * A name of the IANA time zone database, written as it writes it: cron and systemd look for a file of that name, and
 * cron takes UTC for a name that it does not find. Intl knows more than names (`+02:00`) and does not mind letters.
 */
function isTimeZone(text: string): boolean {
  if (!/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(text)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions();
    return timeZone === text || timeZone.toLowerCase() !== text.toLowerCase();
  } catch {
    return false;
  }
}
