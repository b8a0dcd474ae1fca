/* Spark: its queries with rates, durations and state, and its workers. */

import { empty, noteBar } from '../blank.js';
import { el } from '../dom.js';
import { bytes, clockSeconds, count, known, momentSeconds, number, timeElement } from '../format.js';
import { mountPanel, table } from './panel.js';
import { stateChip, stateOf } from './states.js';

const LONG_BATCH = 10_000;

export function mountSpark(report) {
  mountPanel('spark', report, {
    title: 'Spark',
    what: 'Spark’s queries and workers',
    stillTrue: 'The job may run all the same.',
    meta: ({ workers = [] }) => count(workers.length, 'worker'),
    paint: ({ queries = [], workers = [], masterAnswers, jobAnswers, masterPage, jobPage }) => [
      masterAnswers === false && noteBar('Spark’s master does not answer: its workers are unknown.'),
      jobAnswers === false && noteBar('The job does not answer: its queries are unknown.'),
      queries.length === 0
        ? jobAnswers !== false && empty({ glyph: 'stale', title: 'No query known', text: 'The job has not reported a query yet.' })
        : table(['Query', '>Input/s', '>Done/s', 'Batch', '>State rows', 'State'], queries.map(query), { class: 'queries' }),
      workers.length > 0 && table(['Worker', 'State', '>Cores', '>Memory'], workers.map(worker), { class: 'second' }),
      (jobPage || masterPage) &&
        el(
          'p',
          { class: 'foot why' },
          'In Spark’s own pages: ',
          jobPage && el('a', { href: jobPage }, 'running queries'),
          jobPage && masterPage && ', ',
          masterPage && el('a', { href: masterPage }, 'cluster and earlier runs'),
        ),
    ],
  });
}

function query(one) {
  const { tone } = stateOf(one.state);
  const last = one.lastProgressAt
    ? el(
        'span',
        { class: 'why' },
        'last ',
        timeElement(Date.parse(one.lastProgressAt), clockSeconds(Date.parse(one.lastProgressAt))),
      )
    : null;
  return {
    bad: tone === 'crit',
    note: error(one, tone),
    cells: [
      [one.name, last],
      el('span', { class: 'ink' }, known(one.inputPerSecond)),
      known(one.processedPerSecond),
      batch(one.batchMillis, tone),
      [known(one.stateRows, 0), one.stateBytes ? el('span', { class: 'why' }, bytes(one.stateBytes)) : null],
      stateChip(one.state),
    ],
  };
}

/** What it last died of: a fault while it is down, and a fact once it runs again. */
function error({ lastError }, tone) {
  if (tone !== 'crit' && !lastError) return null;
  const look = { class: `why error ${tone === 'crit' ? 'crit' : ''}` };
  if (!lastError) return el('span', look, 'The job reports no such query yet: it is being started.');
  const at = Date.parse(lastError.at);
  return el('span', look, tone === 'crit' ? 'died ' : 'last died ', timeElement(at, momentSeconds(at)), ` of ${lastError.error}`);
}

function batch(millis, tone) {
  if (millis === null || millis === undefined) return '–';
  const part = Math.min(100, (millis / LONG_BATCH) * 100);
  return el(
    'span',
    { class: 'nowrap' },
    el('span', { class: `bar ${{ crit: 'c', warn: 'w' }[tone] ?? ''}` }, el('i', { style: { width: `${part}%` } })),
    `${number(millis / 1000, 1)} s`,
  );
}

function worker(one) {
  const alive = one.state === 'ALIVE' || one.state === 'UP';
  return {
    bad: !alive,
    cells: [
      one.id ?? one.address,
      stateChip(alive ? 'UP' : 'DOWN', alive ? 'alive' : String(one.state).toLowerCase()),
      one.cores === undefined ? '–' : `${known(one.coresUsed, 0)} of ${one.cores}`,
      one.memoryMb === undefined ? '–' : bytes(one.memoryMb * 1e6),
    ],
  };
}
