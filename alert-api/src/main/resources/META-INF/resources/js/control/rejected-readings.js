/* Readings of a source that could not be read, with the reason and the piece of the answer that they stood in. Read only. */

import { read, withParameters } from '../api.js';
import { el } from '../dom.js';
import { momentSeconds, timeElement } from '../format.js';
import { answerRegion, showDialog } from './dialog.js';
import { table } from './panel.js';

/** Opens a dialog with the newest rejected readings of a source. */
export function showRejected(source) {
  const readings = answerRegion('Rejected readings');
  const more = el('button', { class: 'btn', type: 'button', hidden: true, on: { click: () => readings.show(listed()) } }, 'Show older');
  const rows = [];
  let next = null;
  showDialog(
    `Rejected readings of ${source}`,
    [
      el('p', { class: 'dim' }, 'What the source answered and could not be taken as a reading. It is kept, never dropped.'),
      readings.node,
    ],
    { buttons: [more] },
  );
  readings.show(listed());

  async function listed() {
    const page = await read(
      withParameters(`/control/sources/${encodeURIComponent(source)}/rejected`, { before: next, limit: 50 }),
    );
    rows.push(...page.items.map(row));
    next = page.next;
    more.hidden = !next;
    if (rows.length === 0) return 'Every reading of this source could be read.';
    return table(['When', 'Entity', 'Reason', 'What stood there'], rows, { class: 'unread' });
  }
}

function row(one) {
  const at = Date.parse(one.rejectedAt);
  return {
    cells: [
      timeElement(at, momentSeconds(at)),
      [one.entity || '–', one.metric ? el('span', { class: 'why' }, one.metric) : null],
      [el('span', { class: 'ink' }, one.reason), one.detail ? el('span', { class: 'why' }, one.detail) : null],
      el('code', { class: 'value' }, one.excerpt || '–'),
    ],
  };
}
