import type { Home } from '../queries/endpoint.ts';
export const metricsText = async (_home: Home): Promise<string> => '';
