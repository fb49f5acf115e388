import { allowedText } from '../../src/lib/trading/strategies/params.ts';
import type { RuleStrategy } from '../../src/lib/trading/strategies/rule-strategy.ts';
import { RULE_STRATEGIES } from '../../src/lib/trading/strategies/rules/index.ts';

/** The part of docs/strategies.md that is made from the code: every rule with its parameters. */
export const rulesSection = (): string => RULE_STRATEGIES.map(section).join('\n\n');

function section(strategy: RuleStrategy): string {
  const defaults = Object.fromEntries(
    Object.entries(strategy.params).map(([name, spec]) => [name, spec.default]),
  );
  const warmUp = strategy.warmUpBars(defaults);
  const lines = [
    `### ${strategy.id}`,
    '',
    strategy.summary,
    warmUp === 0 ? 'It needs no warm-up.' : `With the defaults it can first speak at bar ${warmUp + 1}.`,
  ];
  const rows = Object.entries(strategy.params).map(
    ([name, spec]) => `| \`${name}\` | ${spec.default} | ${allowedText(spec)} | ${spec.summary} |`,
  );
  if (rows.length > 0) {
    lines.push('', '| Parameter | Default | Allowed | Meaning |', '| --- | --- | --- | --- |', ...rows);
  }
  return lines.join('\n');
}
