/* The control center: one report for each panel, asked again while somebody looks. */

import { answered } from './ahead.js';
import { mountPipeline } from './control/pipeline.js';
import { Report } from './control/report.js';
import { mountWatch } from './control/watch.js';
import { mountHeader } from './header.js';
import { LiveFeed } from './live.js';
import { AlertBook } from './model/alerts.js';
import { mountConnection } from './panel/connection.js';

const feed = new LiveFeed('/live?topics=alerts', ['alert', 'gap']);
const alerts = new AlertBook();
const pipeline = new Report('/control/pipeline', 2_000);

feed.addEventListener('alert', ({ detail }) => alerts.apply(detail));
feed.addEventListener('gap', () => alerts.load());
feed.open();
await answered;

mountHeader(document.getElementById('top'));
mountConnection(document.getElementById('conn'), feed, { show: () => location.assign('./') });
mountPipeline(pipeline);
mountWatch(alerts, feed);
alerts.load();
pipeline.follow();

const { mountParts } = await import('./control/parts.js');
mountParts();
