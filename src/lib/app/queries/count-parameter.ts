import { z } from 'zod';

/** How many of something a query asks for; parameters come as texts. */
export const countParameter = ({ most, usual }: { readonly most: number; readonly usual: number }) =>
  z.coerce.number().int().min(1).max(most).default(usual);
