/** What each event of the live feed carries. */
export interface EventData {
  readonly asOf: string;
  readonly simulated: boolean;
  readonly mode: string;
  readonly data: unknown;
}

/** One event of a stream. JSON has no line breaks, so it is one line of data. */
export const eventFrame = (name: string, data: EventData): string =>
  `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/** Comes before the first event: how long a browser's own client waits until it asks again, in milliseconds. */
export const RETRY_FRAME = 'retry: 2000\n\n';

/** A comment: says that the server is alive. */
export const HEARTBEAT_FRAME = ': here\n\n';
