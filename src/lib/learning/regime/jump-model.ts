/** Each state has a centre; a change of state costs `penalty`. */
export interface JumpModel {
  readonly centres: readonly (readonly number[])[];
  readonly penalty: number;
}

export interface JumpState {
  /** What the cheapest path that ends in each state costs more than the cheapest of all. */
  readonly excess: readonly number[];
  readonly seen: number;
}

export const newJumpState = ({ centres }: JumpModel): JumpState => ({
  excess: centres.map(() => 0),
  seen: 0,
});

/** Half of the squared distance of a row from each centre. */
function losses({ centres }: JumpModel, row: readonly number[]): number[] {
  return centres.map(centre => {
    let sum = 0;
    for (let k = 0; k < centre.length; k++) sum += (row[k]! - centre[k]!) ** 2;
    return sum / 2;
  });
}

function advance(model: JumpModel, costs: readonly number[], row: readonly number[]): number[] {
  const jump = Math.min(...costs) + model.penalty;
  const next = losses(model, row);
  for (let s = 0; s < next.length; s++) next[s]! += Math.min(costs[s]!, jump);
  return next;
}

/**
 * One more row of features of the statistical jump model: by dynamic programming, the cheapest sum of half squared
 * distances and penalties, of paths over rows so far.
 * @throws RangeError when the row is not finite or has not the width of the centres.
 * @see Nystrup, Lindström and Madsen (2020), Expert Systems with Applications 150; Shu, Yu and Mulvey (2024)
 */
export function updateJump(model: JumpModel, state: JumpState, row: readonly number[]): JumpState {
  if (row.length !== model.centres[0]!.length) throw new RangeError('A row and a centre differ in width.');
  const costs = advance(model, state.excess, row);
  const least = Math.min(...costs);
  if (!Number.isFinite(least)) throw new RangeError('The jump model cannot take a row that is not finite.');
  return { excess: costs.map(cost => cost - least), seen: state.seen + 1 };
}

const cheapest = (costs: readonly number[]): number => costs.indexOf(Math.min(...costs));

/** State that the cheapest path ends in, the lower of equals: the label of now that no later row can know. */
export const currentState = ({ excess }: JumpState): number => cheapest(excess);

/** The cheapest path over all rows, and its cost. It knows the future: for fitting, never for deciding. */
export function jumpPath(
  model: JumpModel,
  rows: readonly (readonly number[])[],
): { path: number[]; cost: number } {
  const history: number[][] = [];
  for (const row of rows) history.push(advance(model, history.at(-1) ?? model.centres.map(() => 0), row));
  const path = new Array<number>(rows.length);
  let at = history.length === 0 ? 0 : cheapest(history.at(-1)!);
  for (let t = rows.length - 1; t >= 0; t--) {
    path[t] = at;
    const before = history[t - 1];
    if (before) at = cameFrom(before, at, model.penalty);
  }
  return { path, cost: history.length === 0 ? 0 : Math.min(...history.at(-1)!) };
}

/** The state that the cheapest way into `to` comes from, the lower of equals. */
function cameFrom(costs: readonly number[], to: number, penalty: number): number {
  const from = cheapest(costs);
  const [jump, stay] = [costs[from]! + penalty, costs[to]!];
  return jump < stay || (jump === stay && from < to) ? from : to;
}

const ROUNDS = 50;

/**
 * Centres fitted to rows: path and centres in turn, each the best for the other, until the path stays. A state that
 * nothing falls to keeps its centre. The result depends on the centres it starts from.
 */
export function fitJumpModel(start: JumpModel, rows: readonly (readonly number[])[]): JumpModel {
  let model = start;
  let before = '';
  for (let round = 0; round < ROUNDS; round++) {
    const { path } = jumpPath(model, rows);
    const found = path.join();
    if (found === before) break;
    before = found;
    const centres = model.centres.map((centre, s) => meanRow(rows, path, s) ?? centre);
    model = { ...model, centres };
  }
  return model;
}

function meanRow(
  rows: readonly (readonly number[])[],
  path: readonly number[],
  state: number,
): number[] | null {
  const own = rows.filter((_, t) => path[t] === state);
  if (own.length === 0) return null;
  return own[0]!.map((_, k) => own.reduce((sum, row) => sum + row[k]!, 0) / own.length);
}
