import { App } from '../../shared/browser/app.ts';
import { training } from '../page.ts';

new App({ page: training }).start();
