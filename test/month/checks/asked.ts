import type { Hand } from '../hands.ts';

/** Runs looks at a home as a person would: `--json`, at a moment. */
export class Looks {
  readonly #hand: Hand;
  readonly #at: readonly string[];

  constructor(hand: Hand, at: readonly string[]) {
    this.#hand = hand;
    this.#at = at;
  }

  /** The exit code and `data` of the envelope; null where the command failed. */
  async ask<Data>(
    ...argv: readonly string[]
  ): Promise<{ code: number | null; data: Data | null; said: string }> {
    const { code, stdout, stderr } = await this.#hand.run([...argv, '--json', ...this.#at]);
    const said = stderr.trim().split('\n', 1)[0] ?? '';
    try {
      return { code, data: (JSON.parse(stdout) as { data?: Data }).data ?? null, said };
    } catch {
      return { code, data: null, said: `no document: ${said}` };
    }
  }
}
