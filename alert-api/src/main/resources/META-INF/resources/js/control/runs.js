/* The last fetches of a source: what each brought, and why it failed. Read only. */

import { read } from '../api.js';
import { el } from '../dom.js';
import { known, moment, momentSeconds, timeElement } from '../format.js';
import { answerRegion, showDialog } from './dialog.js';
import { table } from './panel.js';
import { stateChip } from './states.js';

/** Milliseconds up to which the minutes of an interval could be the same. */
const SHORT = 120_000;

/** Opens a dialog with the last fetches of a source. */
export function showRuns(source) {
  const fetches = answerRegion('Fetches');
  showDialog(`Last fetches of ${source}`, [fetches.node]);
  fetches.show(listed(source));
}

async function listed(source) {
  const { items } = await read(`/control/sources/${encodeURIComponent(source)}/fetches`);
  if (items.length === 0) return 'No fetch yet.';
  return table(['Fetched', 'Of', '>Readings', '>New', '>Revised', '>Rejected', 'State'], items.map(row), { class: 'runs' });
}

function row(run) {
  const at = Date.parse(run.startedAt);
  const [from, to] = [Date.parse(run.dataIntervalStart), Date.parse(run.dataIntervalEnd)];
  const written = to - from < SHORT ? momentSeconds : moment;
  const stored = run.state === 'STORED';
  return {
    cells: [
      timeElement(at, momentSeconds(at)),
      [timeElement(from, written(from)), ' to ', timeElement(to, written(to))],
      known(run.readings, 0),
      known(run.new, 0),
      known(run.revised, 0),
      known(run.rejected, 0),
      stored
        ? el('span', { class: 'dim' }, 'stored')
        : [stateChip('WARN', run.reason ?? String(run.state).toLowerCase()), run.detail ? el('span', { class: 'why' }, run.detail) : null],
    ],
  };
}
