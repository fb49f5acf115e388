import type { Reply, SandboxRequest } from '../exchange.ts';
import { FAULTS } from './catalogue.ts';
import type { FaultKind } from './fault-kind.ts';
import type { FaultRule } from './parse-fault.ts';

/** A rule, how many requests it matched so far, and the first answer that it struck. */
export interface PlannedFault {
  readonly rule: FaultRule;
  seen: number;
  kept: Reply | null;
}

/** A fault that strikes this request. */
export interface Strike {
  readonly kind: FaultKind;
  readonly argument: string;
  readonly planned: PlannedFault;
}

/** The faults that are still to come. */
export class FaultPlan {
  readonly #planned: PlannedFault[] = [];
  readonly #patterns = new Map<string, RegExp>();
  /** Counts changes: equal numbers, equal plans. */
  revision = 0;

  add(rules: readonly FaultRule[]): void {
    for (const rule of rules) this.#planned.push({ rule, seen: 0, kept: null });
    this.revision++;
  }

  clear(): void {
    this.#planned.length = 0;
    this.revision++;
  }

  /** Faults that strike a request, in the order in which they were planned. Counts it. */
  take(request: SandboxRequest): readonly Strike[] {
    if (this.#planned.length === 0) return [];
    const strikes: Strike[] = [];
    for (const planned of this.#planned) {
      const { rule } = planned;
      if (!this.#matches(rule.path, request)) continue;
      planned.seen++;
      this.revision++;
      const isNow = planned.seen >= rule.from && (rule.to === null || planned.seen <= rule.to);
      if (isNow) strikes.push({ kind: FAULTS[rule.fault], argument: rule.argument, planned });
    }
    return strikes;
  }

  /** For a snapshot. */
  get state(): readonly PlannedFault[] {
    return this.#planned.map(planned => ({ ...planned }));
  }

  restore(state: readonly PlannedFault[]): void {
    this.clear();
    this.#planned.push(...state.map(planned => ({ ...planned })));
  }

  #matches(pattern: string, { method, path }: SandboxRequest): boolean {
    const compiled = this.#patterns.get(pattern) ?? patternOf(pattern);
    this.#patterns.set(pattern, compiled);
    return compiled.test(`${method} ${path}`);
  }
}

/** A pattern without a method fits every one. */
function patternOf(pattern: string): RegExp {
  const text = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(/^[A-Z]+ /.test(pattern) ? `^${text}$` : `^[A-Z]+ ${text}$`);
}
