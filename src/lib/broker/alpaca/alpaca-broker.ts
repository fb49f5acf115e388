import { trading } from '@alpacahq/alpaca-trade-api/rest';
import type { Alpaca } from '../../alpaca/client.ts';
import { asPhrase, errorBody, parsedJson } from '../../alpaca/exchange.ts';
import { askAgain, goodValue, readTrading } from '../../alpaca/read.ts';
import { badAnswer } from '../../alpaca/read-errors.ts';
import { canonicalSymbol } from '../../alpaca/symbols.ts';
import type { ApprovedOrder } from '../../risk/approved-order.ts';
import type {
  Broker,
  BrokerAccount,
  BrokerFee,
  BrokerFill,
  BrokerOrder,
  BrokerPosition,
  CancelReport,
  LookupOutcome,
  SubmitOutcome,
} from '../broker.ts';
import {
  accountAnswer,
  canceledAnswer,
  configurationAnswer,
  orderAnswer,
  positionsAnswer,
} from './answers.ts';
import { blockedReason } from './blocked.ts';
import { classify } from './classify.ts';
import { feesSince, fillsSince, ordersSince } from './lists.ts';
import { orderRequest } from './order-request.ts';
import { toOrder } from './to-order.ts';

/** An account at Alpaca, paper or live, or a broker that speaks its language. */
export class AlpacaBroker implements Broker {
  readonly name = 'alpaca';
  readonly settlesExactly = false;
  readonly #alpaca: Alpaca;

  constructor(alpaca: Alpaca) {
    this.#alpaca = alpaca;
  }

  async account(): Promise<BrokerAccount> {
    const { value, answer } = await readTrading(
      this.#alpaca,
      { what: 'the account', schema: accountAnswer },
      config => new trading.AccountsApi(config).getAccountRaw(),
    );
    return {
      accountNumber: value.account_number,
      cash: value.cash,
      nonMarginableBuyingPower: value.non_marginable_buying_power,
      blocked: blockedReason(value),
      brokerMs: answer.dateMs,
    };
  }

  /** The whole list: Alpaca answers 404 for a single coin that is held, when it is asked with a slash. */
  async positions(): Promise<readonly BrokerPosition[]> {
    const { value, answer } = await readTrading(
      this.#alpaca,
      { what: 'the positions', schema: positionsAnswer },
      config => new trading.PositionsApi(config).getAllOpenPositionsRaw(),
    );
    return value.flatMap(({ symbol: text, asset_class, qty: held, qty_available = held }) => {
      const symbol = canonicalSymbol(text, asset_class);
      // A coin that is left out would count as flat.
      if (symbol === null && (asset_class ?? 'crypto') === 'crypto')
        throw badAnswer(answer, 'the positions', `"${text}" is no symbol known here`);
      return symbol?.includes('/') ? [{ symbol, qty: held, qtyAvailable: qty_available }] : [];
    });
  }

  async submit(order: ApprovedOrder): Promise<SubmitOutcome> {
    const postOrderRequest = orderRequest(order);
    const exchange = await this.#alpaca.trading(config =>
      new trading.OrdersApi(config).postOrderRaw({ postOrderRequest }),
    );
    return classify(exchange, order);
  }

  async orderByClientId(clientOrderId: string): Promise<LookupOutcome> {
    const exchange = await askAgain(this.#alpaca, () =>
      this.#alpaca.trading(config =>
        new trading.OrdersApi(config).getOrderByClientOrderIdRaw({ clientOrderId }),
      ),
    );
    if (exchange.kind !== 'answer') return { kind: 'UNKNOWN', detail: exchange.detail };
    const { answer } = exchange;
    if (answer.status === 404 && errorBody(answer)) return { kind: 'MISSING' };
    const isGood = answer.status === 200 && answer.text !== null && answer.isJson;
    const parsed = orderAnswer.safeParse(isGood ? parsedJson(answer.text) : undefined);
    const order = parsed.success ? toOrder(parsed.data) : null;
    if (order?.clientOrderId === clientOrderId) return { kind: 'FOUND', order };
    return { kind: 'UNKNOWN', detail: `status ${answer.status} without the order that was asked for` };
  }

  ordersSince(sinceMs: number): Promise<readonly BrokerOrder[]> {
    return ordersSince(this.#alpaca, sinceMs);
  }

  fillsSince(sinceMs: number): Promise<readonly BrokerFill[]> {
    return fillsSince(this.#alpaca, sinceMs);
  }

  feesSince(sinceMs: number): Promise<readonly BrokerFee[]> {
    return feesSince(this.#alpaca, sinceMs);
  }

  async cancelAll(): Promise<readonly CancelReport[]> {
    const exchange = await this.#alpaca.trading(config => new trading.OrdersApi(config).deleteAllOrdersRaw());
    const { value } = goodValue(exchange, 'the cancel of all orders', canceledAnswer);
    return value.map(({ id, status, body }) => ({
      orderId: id,
      fault:
        status >= 200 && status < 300 ? null : asPhrase(`status ${status} ${JSON.stringify(body ?? '')}`),
    }));
  }

  async suspend(suspended: boolean): Promise<void> {
    const accountConfigurations = { suspendTrade: suspended };
    const exchange = await this.#alpaca.trading(config =>
      new trading.AccountConfigurationsApi(config).patchAccountConfigRaw({ accountConfigurations }),
    );
    const what = 'the change of suspend_trade';
    const { value, answer } = goodValue(exchange, what, configurationAnswer);
    if (value.suspend_trade !== suspended) throw badAnswer(answer, what, `it is still ${!suspended}`);
  }
}
