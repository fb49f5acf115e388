import { setTimeout as sleep } from 'node:timers/promises';
import { fitText, utf8Size } from '../../alerts/fit-text.ts';
import type { Delivery } from '../../alerts/outbox.ts';
import { knownSecrets } from '../../config/known-secrets.ts';
import { EXIT } from '../../core/errors.ts';
import { redactSecrets } from '../../core/redact-secrets.ts';
import type { JobEnd } from '../jobs/running-job.ts';
import type { Ping } from './channels.ts';
import { post } from './post.ts';

const MOST_BYTES = 10_000;
/** A run that finds another one running ends before this, and is none. */
const START_AFTER_MS = 250;
/** How long the end waits for an answer to the start: they must not overtake each other. */
const START_WAIT_MS = 2_000;
const START_TIMEOUT_MS = 5_000;

/**
 * The run of a job as a health check follows it: healthchecks.io/docs/http_api, `/start`, nothing for success, else
 * the exit code.
 */
export class PingedRun {
  readonly #url: URL;
  readonly #timer: NodeJS.Timeout;
  readonly #stop = new AbortController();
  #started: Promise<Delivery> | null = null;

  constructor({ url }: Ping) {
    this.#url = new URL(url.reveal());
    this.#timer = setTimeout(() => {
      this.#started = this.#post('/start', '', AbortSignal.timeout(START_TIMEOUT_MS));
    }, START_AFTER_MS).unref();
  }

  /** Says nothing more: it was no run. */
  abandon(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  /** Never throws. */
  async end(end: JobEnd, signal: AbortSignal): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#started !== null) {
      const waiting = new AbortController();
      await Promise.race([this.#started, sleep(START_WAIT_MS, null, waiting)]);
      waiting.abort();
    }
    this.#stop.abort();
    await this.#post(end.exitCode === EXIT.done ? '' : `/${end.exitCode}`, bodyOf(end), signal);
  }

  #post(suffix: string, body: string, signal: AbortSignal): Promise<Delivery> {
    const url = new URL(this.#url);
    url.pathname = `${url.pathname.replace(/\/$/, '')}${suffix}`;
    const stop = suffix === '/start' ? AbortSignal.any([signal, this.#stop.signal]) : signal;
    return post(url.href, { type: 'text/plain; charset=utf-8', body, signal: stop });
  }
}

/** What a person reads at the health check: why it failed, and what else was said. */
function bodyOf({ exitCode, code, message, warnings }: JobEnd): string {
  const head = `exit code ${exitCode}${code === null ? '' : ` ${code}`}`;
  const lines = [head, ...(message === null ? [] : [message]), ...warnings];
  return fitText(redactSecrets(lines.join('\n'), knownSecrets()), { most: MOST_BYTES, size: utf8Size });
}
