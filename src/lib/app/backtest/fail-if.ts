import { nearest, usageError } from '../../core/errors.ts';
import { type BacktestOutput, deflation, evidence, metrics } from '../schemas/backtest.ts';

/** A condition on one figure of a result, such as `sharpe<0.5`. */
export interface FailCondition {
  readonly text: string;
  readonly figure: string;
  readonly isMet: (value: number | null) => boolean;
}

const CONDITION = /^\s*([a-z_.]+)\s*(<=|>=|<|>)\s*(-?\d+(?:\.\d+)?(?:e-?\d+)?)(%?)\s*$/i;

const COMPARE: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** Figures that a condition may name: the metrics, and those of the evidence by their path. */
const FIGURES: readonly string[] = [
  ...Object.keys(metrics.shape),
  ...Object.keys(deflation.shape).filter(name => name !== 'verdict'),
  ...Object.entries(evidence.shape).flatMap(([name, part]) =>
    'shape' in part ? Object.keys(part.shape).map(leaf => `${name}.${leaf}`) : [name],
  ),
];

/** @throws HiveError (usage) on a text that is no condition, or an unknown figure. */
export function parseCondition(text: string): FailCondition {
  const match = CONDITION.exec(text);
  if (!match) {
    throw usageError({
      code: 'USAGE',
      message: `--fail-if "${text}" is not a condition.`,
      next: "Write it like --fail-if 'sharpe<0.5' or --fail-if 'max_drawdown_account>0.25'.",
    });
  }
  const figure = match[1]!.toLowerCase();
  if (!FIGURES.includes(figure)) throw unknownFigure(figure);
  const bound = Number(match[3]) / (match[4] ? 100 : 1);
  const compare = COMPARE[match[2]!]!;
  // A figure that is undefined proves nothing, and a gate must not open on it.
  return { text, figure, isMet: value => value === null || compare(value, bound) };
}

function unknownFigure(figure: string) {
  const near = nearest(figure, FIGURES);
  return usageError({
    code: 'USAGE',
    message: `--fail-if names "${figure}", which is no figure of a backtest.`,
    next: near ? `Did you mean "${near}"?` : 'hive schema backtest lists them.',
  });
}

/** The conditions that are met, each with the value that met it. */
export function failures(output: BacktestOutput, conditions: readonly FailCondition[]): string[] {
  return conditions.flatMap(({ text, figure, isMet }) => {
    const value = figureOf(output, figure);
    return isMet(value) ? [`${text} (it is ${value ?? 'undefined'})`] : [];
  });
}

function figureOf(output: BacktestOutput, figure: string): number | null {
  const found = figure
    .split('.')
    .reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), {
      ...output,
      ...output.deflation,
      ...output.evidence,
    });
  return typeof found === 'number' ? found : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
