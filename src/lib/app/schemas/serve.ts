import { z } from 'zod';

const place = {
  url: z.string().describe('Where the dashboards and the API are.'),
  tokenFile: z.string().describe('File with the bearer token, readable by its owner only.'),
};

export const schema = z.strictObject(place);

/** Also beside `data`: scripts that wait for the line find both at once, as the design of the command promises them. */
export const beside = place;
