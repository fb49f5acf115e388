import { limitText } from '../../shared/limit-words.ts';
import type { LiveFeed } from '../../shared/state.ts';
import type { Fact } from './facts.ts';

export const limitFacts = ({ limits }: LiveFeed['limits']): readonly Fact[] =>
  limits.map((limit): Fact => [limit.name, limitText(limit)]);
