import type { DatabaseSync } from 'node:sqlite';
import { bars } from './001-bars.ts';
import { samples } from './002-samples.ts';
import { documents } from './003-documents.ts';
import { journalViews } from './004-journal-views.ts';
import { barPages } from './005-bar-pages.ts';
import { history } from './006-history.ts';
import { sweepPoints } from './007-sweep-points.ts';
import { barProvenance } from './008-bar-provenance.ts';

/** A script, or a function where SQL cannot say it; it runs inside a transaction. */
export type Migration = string | ((db: DatabaseSync) => void);

/** In order: number n brings a store from version n to n + 1. Never changed once released. */
export const MIGRATIONS: readonly Migration[] = [
  bars,
  samples,
  documents,
  journalViews,
  barPages,
  history,
  sweepPoints,
  barProvenance,
];
