/* Last fetches by source: what came, what was rejected and why; and one fetch now. */

import { change } from '../api.js';
import { empty } from '../blank.js';
import { el, hidden } from '../dom.js';
import { clockSeconds, duration, known, timeElement } from '../format.js';
import { confirmChange } from './confirm.js';
import { mountPanel, table } from './panel.js';
import { showRejected } from './rejected-readings.js';
import { showRuns } from './runs.js';
import { stateChip } from './states.js';

export function mountFetches(report) {
  mountPanel('fetches', report, {
    title: 'Fetches',
    what: 'fetches',
    stillTrue: 'Airflow and the fetcher may work all the same.',
    paint: () =>
      report.items.length === 0
        ? [empty({ glyph: 'stale', title: 'No fetch yet', text: 'The first one follows its source’s schedule.' })]
        : [table(['Source', '>At', '>Took', '>Readings', 'State', '>Rejected', ''], report.items.map(row))],
  });

  function row(fetch, index) {
    const failed = fetch.state !== 'STORED' && fetch.state !== 'RUNNING';
    const took = fetch.finishedAt ? (Date.parse(fetch.finishedAt) - Date.parse(fetch.startedAt)) / 1000 : null;
    const newest = report.items.findIndex((one) => one.source === fetch.source) === index;
    return {
      bad: false,
      cells: [
        el(
          'button',
          { class: 'link', type: 'button', title: 'Its last fetches', on: { click: () => showRuns(fetch.source) } },
          fetch.source,
        ),
        fetch.startedAt ? timeElement(Date.parse(fetch.startedAt), clockSeconds(Date.parse(fetch.startedAt))) : '–',
        took === null ? '–' : took < 10 ? `${known(took)} s` : duration(took),
        el('span', { class: 'ink' }, known(fetch.readings, 0)),
        fetch.paused
          ? stateChip('PAUSED')
          : failed
            ? stateChip('WARN', fetch.reason ?? String(fetch.state).toLowerCase())
            : el('span', { class: 'dim' }, 'stored'),
        el(
          'button',
          { class: `link${fetch.rejected ? '' : ' dim'}`, type: 'button', on: { click: () => showRejected(fetch.source) } },
          known(fetch.rejected, 0),
          hidden(` rejected readings of ${fetch.source}`),
        ),
        newest && [
          fetch.paused !== null &&
            fetch.paused !== undefined &&
            button(fetch.paused ? 'Resume…' : 'Pause…', fetch.source, 'btn quiet sm', () => pause(fetch)),
          ' ',
          button('Fetch now…', fetch.source, 'btn sm', () => now(fetch.source)),
        ],
      ],
    };
  }

  function button(text, source, look, perform) {
    return el('button', { class: look, type: 'button', on: { click: perform } }, text, hidden(` ${source}`));
  }

  async function pause({ source, paused }) {
    const verb = paused ? 'Resume' : 'Pause';
    const path = `/control/sources/${encodeURIComponent(source)}`;
    const done = await confirmChange({
      title: `${verb} ${source}?`,
      lead: paused
        ? 'Airflow orders fetches again with its next schedule. What was left out meanwhile is not fetched by itself: backfill the DAG for it.'
        : 'Airflow orders no fetch of it any more. A fetch that runs comes to its end. No alert is raised for data that do not come.',
      rows: [[`DAG fetch_${source}`, paused ? 'paused' : 'on its schedule', paused ? 'on its schedule' : 'paused']],
      keep: 'Not touched: stored readings, other sources, “Fetch now”.',
      action: `${verb} ${source}`,
      request: `PATCH ${path} {"paused": ${!paused}}`,
      perform: () => change('PATCH', path, { paused: !paused }),
    });
    if (done) report.load();
  }

  async function now(source) {
    const done = await confirmChange({
      title: `Fetch ${source} now?`,
      lead: 'One extra run outside the schedule, over the time of one schedule up to now.',
      rows: [['Last fetch', clockSeconds(Date.parse(report.items.find((one) => one.source === source).startedAt)), 'now']],
      keep: 'Readings already stored are kept as they are; the same reading is never stored twice.',
      action: 'Fetch now',
      request: 'POST /control/fetches',
      perform: () => change('POST', '/control/fetches', { source }),
    });
    if (done) report.load();
  }
}
