import { z } from 'zod';

export const schema = z.strictObject({
  url: z.string().describe('Where the dashboards and the API are.'),
  tokenFile: z.string().describe('File with the bearer token, readable by its owner only.'),
});
