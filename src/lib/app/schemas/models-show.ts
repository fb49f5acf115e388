import { z } from 'zod';
import { model } from './models-list.ts';

export const schema = z.strictObject({ model });
