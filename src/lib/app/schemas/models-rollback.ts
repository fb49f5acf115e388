export { schema } from './models-promote.ts';
