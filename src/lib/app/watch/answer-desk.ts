import { isoTime } from '../../core/clock.ts';
import { HiveError } from '../../core/errors.ts';
import type { Endpoint, Home } from '../queries/endpoint.ts';
import { systemClock } from '../system-clock.ts';
import { AnswerCache, type KeptAnswer } from './answer-cache.ts';
import { errorAnswer } from './error-answer.ts';
import { etagOf } from './etag.ts';
import type { Answer } from './hive-watch.ts';
import { noSuchPath, type Parameters, parsedQuestion, questionKey } from './question.ts';

const CACHE_BYTES = 32 * 1024 * 1024;
/** How old an answer may be that depends on the moment. */
const FRESH_MS = 1_000;
/** Kinds of errors that are of the home, not of the question. */
const TROUBLE_KINDS = new Set(['data', 'config']);

export interface DeskOptions {
  readonly endpoints: readonly Endpoint[];
  readonly home: Home;
  /** Another text whenever anything that answers are made of is another. */
  readonly revision: () => string;
  /** What is wrong with the home, for people; empty when all is well. */
  readonly warnings: () => readonly string[];
}

/** Answers questions of the API, each question once as long as its answer holds. */
export class AnswerDesk {
  readonly #options: DeskOptions;
  readonly #endpoints: ReadonlyMap<string, Endpoint>;
  readonly #cache = new AnswerCache(CACHE_BYTES);
  readonly #running = new Map<string, Promise<Answer>>();

  constructor(options: DeskOptions) {
    this.#options = options;
    this.#endpoints = new Map(options.endpoints.map(endpoint => [endpoint.path, endpoint]));
  }

  /** Never throws: what cannot be answered is an error's envelope. */
  answer(path: string, parameters: Parameters): Answer | Promise<Answer> {
    const endpoint = this.#endpoints.get(path);
    if (!endpoint) return errorAnswer(noSuchPath(path, [...this.#endpoints.keys()]));
    const key = questionKey(path, parameters);
    const kept = this.#cache.get(key);
    if (kept && this.#holds(endpoint, kept)) return { status: 200, body: kept.body, etag: kept.etag };
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const answer = this.#make(endpoint, key, parameters).finally(() => this.#running.delete(key));
    this.#running.set(key, answer);
    return answer;
  }

  #holds({ isSteady = false }: Endpoint, { revision, madeMs }: KeptAnswer): boolean {
    return revision === this.#options.revision() && (isSteady || systemClock.monotonic() - madeMs < FRESH_MS);
  }

  async #make(endpoint: Endpoint, key: string, parameters: Parameters): Promise<Answer> {
    try {
      const { home, revision } = this.#options;
      const query = parsedQuestion(endpoint, parameters);
      const made = { revision: revision(), madeMs: systemClock.monotonic(), asOf: isoTime(home.clock.now()) };
      const data = JSON.stringify(endpoint.data.parse(await endpoint.read(home, query)));
      const { body, etag } = this.#wrapped(endpoint, { data, asOf: made.asOf });
      this.#cache.set(key, { ...made, data, body, etag });
      return { status: 200, body, etag };
    } catch (error) {
      return this.#older(endpoint, key, error) ?? errorAnswer(error);
    }
  }

  /** While the home cannot be read, the last answer there was, with its own moment and why there is no newer one. */
  #older(endpoint: Endpoint, key: string, error: unknown): Answer | null {
    const kept = this.#cache.get(key);
    if (!kept || !(error instanceof HiveError) || !TROUBLE_KINDS.has(error.kind)) return null;
    return {
      status: 200,
      ...this.#wrapped(endpoint, { data: kept.data, asOf: kept.asOf, because: error.message }),
    };
  }

  #wrapped(
    { schema }: Endpoint,
    { data, asOf, because }: { data: string; asOf: string; because?: string },
  ): Pick<Answer, 'body' | 'etag'> {
    const { mode } = this.#options.home.config;
    const warnings = [...new Set([...this.#options.warnings(), ...(because === undefined ? [] : [because])])];
    const [head, tail] = [{ ok: true, schema: `hive.${schema}/1`, asOf, mode }, { warnings }];
    const body = Buffer.from(
      `${JSON.stringify(head).slice(0, -1)},"data":${data},${JSON.stringify(tail).slice(1)}`,
    );
    return { body, etag: etagOf(body) };
  }
}
