import { type Instrument, parseInstrument } from '../core/instrument.ts';

/** A coin that the sandbox trades. Ids are those of Alpaca where its documentation shows them. */
export interface SandboxAsset extends Instrument {
  readonly id: string;
  readonly name: string;
  /** `BTC`. */
  readonly coin: string;
  /** `BTCUSD`, as positions and activities spell it. */
  readonly glued: string;
}

const assetOf = (symbol: string, id: string, name: string): SandboxAsset => ({
  ...parseInstrument(symbol),
  id,
  name,
  coin: symbol.slice(0, symbol.indexOf('/')),
  glued: symbol.replace('/', ''),
});

export const ASSETS: readonly SandboxAsset[] = [
  assetOf('BTC/USD', '276e2673-764b-4ab6-a611-caf665ca6340', 'Bitcoin / US Dollar'),
  assetOf('ETH/USD', 'a1733398-6acc-4e92-af24-0d0667f78713', 'Ethereum / US Dollar'),
];

const named = new Map(
  ASSETS.flatMap(asset => [asset.symbol, asset.glued, asset.id].map(key => [key, asset])),
);

/** By symbol with or without the slash, or by id. */
export const findAsset = (name: string): SandboxAsset | undefined => named.get(name);

/** Of a symbol that is known to be one. @throws RangeError when it is not. */
export function assetBySymbol(symbol: string): SandboxAsset {
  const asset = named.get(symbol);
  if (!asset) throw new RangeError(`the sandbox has no asset ${symbol}`);
  return asset;
}
