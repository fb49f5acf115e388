import type { Endpoint } from '../queries/endpoint.ts';
export const openapiText = (_endpoints: readonly Endpoint[], _version: string): string => '{}';
