import type { AccountStanding, Desk } from '../desk.ts';
import type { Reply, SandboxAnswer, SandboxRequest } from '../exchange.ts';
import type { OrderOmen } from '../routes/place-order.ts';

/** What may stand behind the colon of a fault. */
export interface FaultArgument {
  readonly meaning: string;
  readonly pattern: RegExp;
  /** Used when none is given; null when one must be. */
  readonly fallback: string | null;
}

/** One way to go wrong. Its hooks are called in the order in which they stand here. */
export interface FaultKind {
  /** One sentence for the documentation. */
  readonly summary: string;
  /** Requests that it strikes unless it is told others. */
  readonly path: string;
  /** Null when it takes none. */
  readonly argument: FaultArgument | null;
  /** Whether it strikes the first matching request only, unless it is told others. */
  readonly isOnce?: true;
  /** The broker hears another request than was sent. */
  readonly hear?: (request: SandboxRequest) => SandboxRequest;
  /** Answered in place of the broker, which never hears of the request. */
  readonly instead?: (argument: string) => Reply;
  /** Something happens to the account from outside, just before. */
  readonly before?: (desk: Desk, argument: string) => Promise<void> | void;
  /** The broker thinks otherwise of the account. */
  readonly standing?: (argument: string) => Partial<AccountStanding>;
  /** What becomes of the order of this request. */
  readonly omen?: (argument: string) => Partial<OrderOmen>;
  /** The answer says something else; `kept` is what this fault first answered. */
  readonly edit?: (reply: Reply, argument: string, kept: Reply) => Reply;
  /** The answer arrives otherwise. */
  readonly send?: (answer: SandboxAnswer, argument: string) => SandboxAnswer;
}

export const anyText = (meaning: string, fallback: string | null): FaultArgument => ({
  meaning,
  pattern: /^.+$/s,
  fallback,
});

export const wholeNumber = (meaning: string, fallback: string): FaultArgument => ({
  meaning,
  pattern: /^-?\d{1,12}$/,
  fallback,
});

export const decimalNumber = (meaning: string, fallback: string): FaultArgument => ({
  meaning,
  pattern: /^\d{1,6}(\.\d{1,6})?$/,
  fallback,
});
