import { z } from 'zod';

const dollars = z.number().describe('Dollars.');
const count = z.int().min(0);

export const position = z.strictObject({
  symbol: z.string(),
  qty: z.number().positive().describe('Coins.'),
  cost: dollars.describe('Dollars paid for what is held, fees included.'),
  averagePrice: dollars.describe('That a coin.'),
  mark: dollars.nullable().describe('The bid it is valued at.'),
  value: dollars.nullable(),
  unrealised: dollars.nullable(),
  openedAt: z.iso.datetime(),
  target: dollars.nullable().describe('Price above which it is sold.'),
  stop: dollars.nullable().describe('Price below which it is sold.'),
  expiresAt: z.iso.datetime().nullable().describe('End of the horizon of the bet.'),
});

const book = z.strictObject({
  cash: dollars,
  equity: dollars,
  profit: dollars.describe('Equity less starting cash; realised plus unrealised to the cent.'),
  realised: dollars,
  unrealised: dollars,
  fees: dollars,
  turnover: dollars,
  trades: count,
  roundTrips: count,
  wins: count,
  positions: z.array(position),
});

export const account = z
  .strictObject({
    account: z.string(),
    startingCash: dollars,
    main: book.describe('The account that trades.'),
    control: book.describe('The random control arm under the same costs and limits.'),
    openOrders: z.array(z.string()).describe('Orders whose outcome is not known.'),
  })
  .nullable()
  .describe('Null before the first tick.');

export const schema = z.strictObject({ account });
