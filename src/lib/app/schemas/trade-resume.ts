export { schema } from './trade-halt.ts';
