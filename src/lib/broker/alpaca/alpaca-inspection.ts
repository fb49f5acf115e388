import { trading } from '@alpacahq/alpaca-trade-api/rest';
import type { Alpaca } from '../../alpaca/client.ts';
import { readTrading } from '../../alpaca/read.ts';
import type { BrokerAsset, BrokerInspection } from '../inspection.ts';
import { assetAnswer, whitelistAnswer } from './answers.ts';

/** What a check-up asks of an account at Alpaca. */
export class AlpacaInspection implements BrokerInspection {
  readonly #alpaca: Alpaca;

  constructor(alpaca: Alpaca) {
    this.#alpaca = alpaca;
  }

  async asset(symbol: string): Promise<BrokerAsset> {
    const { value } = await readTrading(
      this.#alpaca,
      { what: `the asset ${symbol}`, schema: assetAnswer },
      config => new trading.AssetsApi(config).getV2AssetsSymbolOrAssetIdRaw({ symbolOrAssetId: symbol }),
    );
    return {
      symbol,
      tradable: value.tradable,
      status: value.status,
      minOrderQty: value.min_order_size ?? null,
      qtyIncrement: value.min_trade_increment ?? null,
    };
  }

  async whitelistedAddresses(): Promise<readonly string[]> {
    const { value } = await readTrading(
      this.#alpaca,
      { what: 'the whitelisted addresses', schema: whitelistAnswer },
      config => new trading.CryptoFundingApi(config).listWhitelistedAddressRaw(),
    );
    return value.map(({ address }) => address ?? 'an address without a name');
  }
}
