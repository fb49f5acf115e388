import type { SandboxAsset } from '../assets.ts';

/** Sizes near those that were seen; what binds a buy is the least cost of 10 dollars. */
const SIZES: Readonly<Record<string, { least: string; price: string }>> = {
  BTC: { least: '0.000016268', price: '0.01' },
  ETH: { least: '0.000377', price: '0.01' },
};

/** An asset as Alpaca's API writes it. */
export function assetView(asset: SandboxAsset) {
  const { least, price } = SIZES[asset.coin]!;
  return {
    id: asset.id,
    class: 'crypto',
    exchange: 'CRYPTO',
    symbol: asset.symbol,
    name: asset.name,
    status: 'active',
    tradable: true,
    marginable: false,
    maintenance_margin_requirement: 100,
    margin_requirement_long: '100',
    margin_requirement_short: '100',
    shortable: false,
    easy_to_borrow: false,
    fractionable: true,
    attributes: [],
    min_order_size: least,
    min_trade_increment: '0.000000001',
    price_increment: price,
  };
}
