/* The pipeline's own alerts: their source is `tideline`, their entity a hop, a source, a group or a topic. */

export const PIPELINE = 'tideline';

export const HOPS = {
  airflow: 'Airflow',
  scheduler: 'Scheduler',
  fetcher: 'Fetcher',
  postgresql: 'PostgreSQL',
  kafka: 'Kafka',
  spark: 'Spark',
  cassandra: 'Cassandra',
  'alert-api': 'Alert API',
  outbox: 'Outbox',
};

const FAULTS = {
  'hop-stuck': 'stuck',
  'no-data': 'no data',
  'fetch-failing': 'fetch fails',
  lag: 'falls behind',
  'worker-dead': 'worker gone',
  'broker-gone': 'broker gone',
  'under-replicated': 'under-replicated',
  'node-down': 'node down',
  'query-down': 'query died',
};

/** True for what concerns the pipeline itself and no measured thing. */
export function isPipeline({ source }) {
  return source === PIPELINE;
}

/** `Spark, stuck`. */
export function faultName({ entity, metric }) {
  return `${HOPS[entity] ?? entity}, ${FAULTS[metric] ?? metric.replaceAll('-', ' ')}`;
}
