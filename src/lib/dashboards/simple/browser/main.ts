import { App } from '../../shared/browser/app.ts';
import { simple } from '../page.ts';

new App({ page: simple }).start();
