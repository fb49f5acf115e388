/** Asks the Alpaca at the address of its argument for the account, and prints the number. */
import { AlpacaBroker } from '../../../src/lib/broker/alpaca/alpaca-broker.ts';
import { alpacaAt } from '../alpaca-desk.ts';

const { accountNumber } = await new AlpacaBroker(alpacaAt(process.argv[2] ?? '')).account();
process.stdout.write(`${accountNumber}\n`);
