/** What a verdict goes by. Shares are fractions of the starting balance. */
export interface Findings {
  readonly trades: number;
  /** After all costs. */
  readonly profit: number;
  readonly holdProfit: number | null;
  /** Of the random arms. */
  readonly pValue: number | null;
  readonly deflatedSharpe: number | null;
  /** Different tries on these bars, this one included. */
  readonly tries: number;
}

/** With fewer trades neither the arms nor a Sharpe ratio tell skill from luck; Tharp asks for as many for his SQN. */
const LEAST_TRADES = 30;
const LEVEL = 0.05;
const CONFIDENCE = 0.95;

/** Rounded down, so that what is below a level never reads as if it had reached it (0.9499 is not 0.95). */
const floored = (value: number, decimals: number): string =>
  (Math.floor(value * 10 ** decimals + 1e-9) / 10 ** decimals).toFixed(decimals);

function pText(p: number): string {
  if (p < 0.001) return 'p < 0.001';
  return `p = ${p < 0.1 ? floored(p, 3) : floored(p, 2)}`;
}

const triesText = (tries: number): string =>
  tries === 1 ? '1 try' : `${tries.toLocaleString('en-US')} tries`;

const beside = ({ pValue, tries }: Findings): string =>
  `(${pValue === null ? '' : `${pText(pValue)}, `}${triesText(tries)})`;

function luckText({ pValue, deflatedSharpe, tries }: Findings): string {
  const timed = `better timed than chance (${pText(pValue!)}), but its Sharpe ratio`;
  if (deflatedSharpe === null) return `${timed} is not defined`;
  const sure = floored(deflatedSharpe, 3);
  if (tries === 1) return `${timed} may still be luck (probability ${sure} that it is above 0)`;
  return `${timed} is within what the best of ${triesText(tries)} reaches by luck (deflated Sharpe ${sure})`;
}

function holdText({ profit, holdProfit }: Findings): string {
  if (holdProfit === null) return '';
  return profit > holdProfit
    ? ', and it made more than buy-and-hold'
    : ', but it made no more than buy-and-hold';
}

/**
 * What the evidence allows to say, in one sentence without a full stop. "Better than chance" needs all of: enough trades,
 * a profit after costs, p below 0.05 against random entries and a deflated Sharpe ratio above 0.95; and it is said only
 * "so far", with the tries that it took. Whatever fails first is what is said.
 */
export function verdictOf(found: Findings): string {
  const { trades, profit, pValue, deflatedSharpe } = found;
  if (trades === 0) return 'no trades, so there is nothing to judge';
  if (trades < LEAST_TRADES) return `too few trades to say anything (n = ${trades})`;
  const beatsChance = pValue !== null && pValue < LEVEL;
  if (!(profit > 0))
    return `no profit after costs${beatsChance ? '' : ', and no better than chance'} ${beside(found)}`;
  if (!beatsChance) return `no better than chance after costs ${beside(found)}`;
  if (deflatedSharpe === null || !(deflatedSharpe > CONFIDENCE)) return luckText(found);
  const sure = `deflated Sharpe ${floored(deflatedSharpe, 3)} after ${triesText(found.tries)}`;
  return `better than chance so far (${pText(pValue)}, ${sure})${holdText(found)}`;
}
