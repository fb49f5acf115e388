import type { Middleware } from 'koa';
import { send } from '../answers/send.ts';
import type { Assets } from '../assets/load-assets.ts';
import { notFound } from '../refusal.ts';

/** What pages load. Its URL names its contents, so a browser may keep it for good. */
export const assetRoute =
  ({ byPath }: Assets): Middleware =>
  async ctx => {
    const asset = byPath.get(ctx.path);
    if (!asset) throw notFound();
    ctx.set('Cache-Control', 'private, max-age=31536000, immutable');
    await send(ctx, { body: asset.body, type: asset.type, effort: 'small' });
  };
