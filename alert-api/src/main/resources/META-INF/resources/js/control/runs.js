/* The last fetches of a source: what each brought, and why it failed. Read only. */

import { read } from '../api.js';
import { el, fill, icon } from '../dom.js';
import { clockSeconds, known, moment, timeElement } from '../format.js';
import { table } from './panel.js';
import { stateChip } from './states.js';

/** Opens a dialog with the last fetches of a source. */
export function showRuns(source) {
  const result = el('div', { class: 'scroll records', tabindex: 0, role: 'region', 'aria-label': 'Fetches', 'aria-live': 'polite' });
  const close = el('button', { class: 'btn', type: 'button', on: { click: () => dialog.close() } }, 'Close');
  const dialog = el(
    'dialog',
    { class: 'wide', 'aria-labelledby': 'runs-h' },
    el(
      'form',
      { method: 'dialog' },
      el('header', {}, el('h2', { id: 'runs-h' }, `Last fetches of ${source}`)),
      el('div', { class: 'body' }, result),
      el('footer', {}, close),
    ),
  );
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  close.focus();
  show();

  async function show() {
    fill(result, el('p', { class: 'dim' }, 'Reading…'));
    try {
      const { items } = await read(`/control/sources/${encodeURIComponent(source)}/fetches`);
      fill(
        result,
        items.length === 0
          ? el('p', { class: 'dim' }, 'No fetch yet.')
          : table(['Fetched', 'Of', '>Readings', '>New', '>Revised', '>Rejected', 'State'], items.map(row)),
      );
    } catch (problem) {
      fill(result, el('p', { class: 'crit' }, icon('crit'), ` They cannot be read: ${problem.detail || problem.message}`));
    }
  }
}

function row(run) {
  const at = Date.parse(run.startedAt);
  const [from, to] = [Date.parse(run.dataIntervalStart), Date.parse(run.dataIntervalEnd)];
  const stored = run.state === 'STORED';
  return {
    cells: [
      timeElement(at, clockSeconds(at)),
      [timeElement(from, moment(from)), ' to ', timeElement(to, moment(to))],
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
