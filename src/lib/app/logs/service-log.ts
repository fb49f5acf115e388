import type { Config } from '../../config/schema.ts';
import type { Clock } from '../../core/clock.ts';
import type { LogLevel } from '../../core/log-level.ts';
import type { HomePaths } from '../home.ts';
import { homeLog } from './home-log.ts';

export type ServiceLog = (level: LogLevel, message: string) => void;

interface ServiceHome {
  readonly paths: HomePaths;
  readonly config: Config;
  readonly clock: Clock;
}

/** The log of a home as a service writes it, which runs on: `service` names it in each line. */
export async function serviceLog(
  { paths, config, clock }: ServiceHome,
  service: string,
): Promise<ServiceLog> {
  const log = await homeLog(paths, config);
  return (level, message) =>
    log.write({ level, atMs: clock.now(), message, facts: { event: 'service', service } });
}
