/* Last fetches by source: what came, what was rejected and why; and one fetch now. */

import { change } from '../api.js';
import { empty } from '../blank.js';
import { el, hidden } from '../dom.js';
import { clockSeconds, duration, known, timeElement } from '../format.js';
import { confirmChange } from './confirm.js';
import { mountPanel, table } from './panel.js';
import { stateChip } from './states.js';

export function mountFetches(report) {
  mountPanel('fetches', report, {
    title: 'Fetches',
    what: 'fetches',
    stillTrue: 'Airflow and the fetcher may work all the same.',
    paint: () =>
      report.items.length === 0
        ? [empty({ glyph: 'stale', title: 'No fetch yet', text: 'The first one follows its source’s schedule.' })]
        : [table(['Source', '>At', '>Took', '>Readings', 'Rejected', ''], report.items.map(row))],
  });

  function row(fetch, index) {
    const failed = fetch.state !== 'STORED' && fetch.state !== 'RUNNING';
    const took = fetch.finishedAt ? (Date.parse(fetch.finishedAt) - Date.parse(fetch.startedAt)) / 1000 : null;
    const newest = report.items.findIndex((one) => one.source === fetch.source) === index;
    return {
      bad: false,
      cells: [
        fetch.source,
        fetch.startedAt ? timeElement(Date.parse(fetch.startedAt), clockSeconds(Date.parse(fetch.startedAt))) : '–',
        took === null ? '–' : took < 10 ? `${known(took)} s` : duration(took),
        el('span', { class: 'ink' }, known(fetch.readings, 0)),
        failed
          ? stateChip('WARN', fetch.reason ?? String(fetch.state).toLowerCase())
          : fetch.rejected
            ? [
                el('span', { class: 'ink' }, known(fetch.rejected, 0)),
                fetch.reason ? el('span', { class: 'dim' }, `: ${fetch.reason}`) : null,
              ]
            : el('span', { class: 'dim' }, known(fetch.rejected, 0)),
        newest &&
          el(
            'button',
            { class: 'btn sm', type: 'button', on: { click: () => now(fetch.source) } },
            'Fetch now…',
            hidden(` ${fetch.source}`),
          ),
      ],
    };
  }

  async function now(source) {
    const done = await confirmChange({
      title: `Fetch ${source} now?`,
      lead: 'One extra run outside the schedule.',
      keep: 'Readings already stored are kept as they are; the same reading is never stored twice.',
      action: 'Fetch now',
      request: 'POST /control/fetches',
      perform: () => change('POST', '/control/fetches', { source }),
    });
    if (done) report.load();
  }
}
