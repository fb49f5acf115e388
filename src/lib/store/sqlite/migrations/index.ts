import { bars } from './001-bars.ts';
import { samples } from './002-samples.ts';
import { documents } from './003-documents.ts';
import { journalViews } from './004-journal-views.ts';

/** SQL scripts in order: script n brings a store from version n to n + 1. Never changed once released. */
export const MIGRATIONS: readonly string[] = [bars, samples, documents, journalViews];
