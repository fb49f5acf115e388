export { schema } from './alerts-add.ts';
