import { allowedValues, type ConfigKey, configKeys } from './config-keys.ts';

/** What people change first: a new file has them as comments where nobody chose a value. */
export const ASKED_FOR = [
  'seed',
  'market.interval',
  'market.crypto.source',
  'market.crypto.symbols',
  'learning.window',
  'learning.policy',
  'signal.minConfidence',
  'gate.enforce',
  'trading.strategy',
  'trading.epoch',
  'trading.exits',
  'trading.startingCashUsd',
  'risk.maxOrderUsd',
  'risk.dailyOrders',
  'risk.dailyLossUsd',
  'costs.cryptoFeeRate',
] as const;

export interface StarterFile {
  /** For editors: where the JSON Schema of the file is. */
  readonly schemaUrl: string;
  /** What was chosen, by dotted path; everything else stays a default. */
  readonly values: Readonly<Record<string, unknown>>;
}

const HEAD = [
  '// Settings of HIVE TRADE. A line that is commented out shows a default: take the // away and change it.',
  '// Is it right? hive config check. What else is there? hive config show, docs/configuration.md.',
];

interface Line {
  /** What is left of its path at this depth. */
  readonly names: readonly string[];
  readonly key: ConfigKey;
  readonly value: unknown;
  readonly isChosen: boolean;
}

/**
 * A commented hive.config.json (JSON with comments and trailing commas), its words taken from the schema. Read again it
 * gives the chosen values and defaults, also when lines that are commented out are made real.
 */
export function starterFile({ schemaUrl, values }: StarterFile): string {
  const lines = configKeys().flatMap(key => lineOf(key, values));
  const body = [`"$schema": ${JSON.stringify(schemaUrl)},`, ...members(lines)].map(indented);
  return `${[...HEAD, '{', ...body, '}'].join('\n')}\n`;
}

function lineOf(key: ConfigKey, values: StarterFile['values']): Line[] {
  const names = key.path.split('.');
  if (Object.hasOwn(values, key.path)) return [{ names, key, value: values[key.path], isChosen: true }];
  const isAskedFor = (ASKED_FOR as readonly string[]).includes(key.path);
  return isAskedFor ? [{ names, key, value: key.node.default, isChosen: false }] : [];
}

/** The members of one object, sections in braces of their own. */
function members(lines: readonly Line[]): string[] {
  const names = [...new Set(lines.map(line => line.names[0]!))];
  return names.flatMap(name => {
    const own = lines.filter(line => line.names[0] === name);
    const [first] = own;
    if (first?.names.length === 1) return setting(name, first);
    const inner = own.map(line => ({ ...line, names: line.names.slice(1) }));
    return [`${JSON.stringify(name)}: {`, ...members(inner).map(indented), '},'];
  });
}

function setting(name: string, { key: { node }, value, isChosen }: Line): string[] {
  const written = `${JSON.stringify(name)}: ${asText(value)},`;
  const range = allowedValues(node);
  const allowed = node.enum ? '' : ` ${range[0]!.toUpperCase()}${range.slice(1)}.`;
  return [`// ${node.description ?? ''}${allowed}`, isChosen ? written : `// ${written}`];
}

const asText = (value: unknown): string =>
  Array.isArray(value) ? `[${value.map(asText).join(', ')}]` : JSON.stringify(value);

const indented = (line: string): string => `  ${line}`;
