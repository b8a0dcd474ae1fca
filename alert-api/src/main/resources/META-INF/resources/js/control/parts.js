/* The parts of the pipeline, each in a panel. Read after the picture of the whole, which tells where to look. */

import { mountBrokers } from './brokers.js';
import { mountCassandra } from './cassandra.js';
import { mountFetches } from './fetches.js';
import { mountGroups } from './groups.js';
import { mountRejectedRecords } from './rejected-records.js';
import { Report } from './report.js';
import { mountSchemas } from './schemas.js';
import { mountSpark } from './spark.js';
import { mountTopics } from './topics.js';

const PARTS = [
  [mountGroups, new Report('/control/groups', 5_000)],
  [mountSpark, new Report('/control/spark', 5_000)],
  [mountTopics, new Report('/control/topics', 5_000)],
  [mountBrokers, new Report('/control/brokers', 10_000)],
  [mountFetches, new Report('/control/fetches', 5_000)],
  [mountSchemas, new Report('/control/schemas', 60_000)],
  [mountRejectedRecords, new Report('/control/rejected', 10_000)],
  [mountCassandra, new Report('/control/cassandra', 15_000)],
];

export function mountParts() {
  for (const [mount, report] of PARTS) {
    mount(report);
    report.follow();
  }
}
