/* The control center: one report for each panel, asked again while somebody looks. */

import { mountBrokers } from './control/brokers.js';
import { mountCassandra } from './control/cassandra.js';
import { mountFetches } from './control/fetches.js';
import { mountGroups } from './control/groups.js';
import { mountPipeline } from './control/pipeline.js';
import { mountRejectedRecords } from './control/rejected-records.js';
import { Report } from './control/report.js';
import { mountSchemas } from './control/schemas.js';
import { mountSpark } from './control/spark.js';
import { mountTopics } from './control/topics.js';
import { mountWatch } from './control/watch.js';
import { mountHeader } from './header.js';
import { LiveFeed } from './live.js';
import { AlertBook } from './model/alerts.js';
import { mountConnection } from './panel/connection.js';

const feed = new LiveFeed('/live?topics=alerts', ['alert', 'gap']);
const alerts = new AlertBook();
const reports = {
  pipeline: new Report('/control/pipeline', 2_000),
  groups: new Report('/control/groups', 5_000),
  spark: new Report('/control/spark', 5_000),
  topics: new Report('/control/topics', 5_000),
  brokers: new Report('/control/brokers', 10_000),
  fetches: new Report('/control/fetches', 5_000),
  schemas: new Report('/control/schemas', 60_000),
  rejected: new Report('/control/rejected', 10_000),
  cassandra: new Report('/control/cassandra', 15_000),
};

mountHeader(document.getElementById('top'));
mountConnection(document.getElementById('conn'), feed, { show: () => location.assign('./') });
mountPipeline(reports.pipeline);
mountWatch(alerts, feed);
mountGroups(reports.groups);
mountSpark(reports.spark);
mountTopics(reports.topics);
mountBrokers(reports.brokers);
mountFetches(reports.fetches);
mountSchemas(reports.schemas);
mountRejectedRecords(reports.rejected);
mountCassandra(reports.cassandra);

feed.addEventListener('alert', ({ detail }) => alerts.apply(detail));
feed.addEventListener('gap', () => alerts.load());
feed.open();
alerts.load();
for (const report of Object.values(reports)) report.follow();
