import type { z } from 'zod';
import { isoTime } from '../../core/clock.ts';
import type { Reading } from '../reading.ts';
import type { healthCheck } from '../schemas/health.ts';
import type { JournalView } from '../watch/journal-view.ts';

export type HealthCheck = z.infer<typeof healthCheck>;
export type Finding = Pick<HealthCheck, 'state' | 'says' | 'todo'>;

/** Of the journal, as far as it has been read. */
export interface JournalNow extends Pick<JournalView, 'state' | 'trouble'> {
  /** Null where they were not counted. */
  readonly records: number | null;
}

/** What is looked at. Null where there is nothing to look at in this home. */
export type LookAt = (home: Reading, journal: JournalNow) => Finding | null | Promise<Finding | null>;

export const ok = (says: string): Finding => ({ state: 'ok', says, todo: null });
export const info = (says: string, todo: string): Finding => ({ state: 'info', says, todo });
export const warning = (says: string, todo: string): Finding => ({ state: 'warning', says, todo });
export const problem = (says: string, todo: string): Finding => ({ state: 'problem', says, todo });

/** `2026-11-22 09:00Z`, as people read it. */
export const minute = (timeMs: number): string => `${isoTime(timeMs).slice(0, 16).replace('T', ' ')}Z`;
