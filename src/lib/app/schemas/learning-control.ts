import { z } from 'zod';
import { control } from './learning-status.ts';

export const schema = z.strictObject({ control: control.nullable().describe('Null before the first tick.') });
