import { App } from '../../shared/browser/app.ts';
import { terminal } from '../page.ts';

new App({ page: terminal }).start();
