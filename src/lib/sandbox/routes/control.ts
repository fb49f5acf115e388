import { HiveError } from '../../core/errors.ts';
import { plainCents, plainQty } from '../amounts.ts';
import type { Books } from '../books/books.ts';
import type { Desk } from '../desk.ts';
import { invalid, notFound, ok, type Reply, type SandboxRequest } from '../exchange.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { formatFault, parseFaults } from '../faults/parse-fault.ts';
import { feeView, fillView, transferView } from '../views/activity-view.ts';
import { orderView } from '../views/order-view.ts';

/** Paths of the sandbox itself, which no broker has. */
export const isControl = (path: string): boolean => path.startsWith('/sandbox/');

/** Answers what concerns the sandbox: its faults, and what really happened. */
export function control(desk: Desk, request: SandboxRequest, faults: FaultPlan): Reply {
  const line = `${request.method} ${request.path}`;
  if (line === 'GET /sandbox/ledger') return ok(ledgerView(desk));
  if (line === 'POST /sandbox/faults') return addFaults(request, faults);
  if (line === 'DELETE /sandbox/faults') faults.clear();
  else if (line !== 'GET /sandbox/faults') return notFound(`endpoint not found: ${line}`);
  return faultList(faults);
}

const faultList = (faults: FaultPlan): Reply =>
  ok({ simulated: true, faults: faults.state.map(({ rule, seen }) => ({ fault: formatFault(rule), seen })) });

/** All of them or none. */
function addFaults({ body }: SandboxRequest, faults: FaultPlan): Reply {
  try {
    faults.add(parseFaults(body));
  } catch (error) {
    if (error instanceof HiveError) return invalid(`${error.message} ${error.next}`);
    throw error;
  }
  return faultList(faults);
}

/** The truth, faults or not: every order, fill, fee and transfer, oldest first, and what is held now. */
export function ledgerView({ books, standing }: { books: Books; standing: Desk['standing'] }) {
  return {
    simulated: true,
    account_number: standing.accountNumber,
    cash: plainCents(books.cash),
    positions: [...books.positions.values()].map(({ symbol, qty }) => ({ symbol, qty: plainQty(qty) })),
    orders: [...books.orders.values()].map(order => ({ ...orderView(order), is_foreign: order.isForeign })),
    fills: books.fills.map(fill => ({
      ...fillView(fill),
      fee_qty: plainQty(fill.feeQty),
      fee_usd: plainCents(fill.feeCash),
    })),
    fees: books.fees.map(feeView),
    transfers: books.transfers.map(transferView),
  };
}
