import { App } from '../../shared/browser/app.ts';
import { crypto } from '../page.ts';

new App({ page: crypto }).start();
