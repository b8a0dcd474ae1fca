/* Readings of a source that could not be read, with the reason and the piece of the answer that they stood in. Read only. */

import { read, withParameters } from '../api.js';
import { el, fill, icon } from '../dom.js';
import { clockSeconds, timeElement } from '../format.js';
import { table } from './panel.js';

/** Opens a dialog with the newest rejected readings of a source. */
export function showRejected(source) {
  const result = el('div', { class: 'scroll records', tabindex: 0, role: 'region', 'aria-label': 'Rejected readings', 'aria-live': 'polite' });
  const more = el('button', { class: 'btn', type: 'button', hidden: true, on: { click: () => show() } }, 'Show older');
  const close = el('button', { class: 'btn', type: 'button', on: { click: () => dialog.close() } }, 'Close');
  const rows = [];
  let next = null;
  const dialog = el(
    'dialog',
    { class: 'wide', 'aria-labelledby': 'rejected-h' },
    el(
      'form',
      { method: 'dialog' },
      el('header', {}, el('h2', { id: 'rejected-h' }, `Rejected readings of ${source}`)),
      el(
        'div',
        { class: 'body' },
        el('p', { class: 'dim' }, 'What the source answered and could not be taken as a reading. It is kept, never dropped.'),
        result,
      ),
      el('footer', {}, more, close),
    ),
  );
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  close.focus();
  show();

  async function show() {
    if (rows.length === 0) fill(result, el('p', { class: 'dim' }, 'Reading…'));
    try {
      const page = await read(
        withParameters(`/control/sources/${encodeURIComponent(source)}/rejected`, { before: next, limit: 50 }),
      );
      rows.push(...page.items);
      next = page.next;
      more.hidden = !next;
      fill(result, rows.length === 0 ? el('p', { class: 'dim' }, 'Every reading of this source could be read.') : listed());
    } catch (problem) {
      fill(result, el('p', { class: 'crit' }, icon('crit'), ` They cannot be read: ${problem.detail || problem.message}`));
    }
  }

  function listed() {
    return table(
      ['When', 'Entity', 'Reason', 'What stood there'],
      rows.map((one) => ({
        cells: [
          timeElement(Date.parse(one.rejectedAt), clockSeconds(Date.parse(one.rejectedAt))),
          [one.entity || '–', one.metric ? el('span', { class: 'why' }, one.metric) : null],
          [el('span', { class: 'ink' }, one.reason), one.detail ? el('span', { class: 'why' }, one.detail) : null],
          el('code', { class: 'value' }, one.excerpt || '–'),
        ],
      })),
    );
  }
}
