/* Records that the job could not read, kept with their reason; and their way back, once the fault is mended. */

import { change } from '../api.js';
import { empty } from '../blank.js';
import { el } from '../dom.js';
import { bytes, count, momentSeconds, number, timeElement } from '../format.js';
import { confirmChange } from './confirm.js';
import { mountPanel, table } from './panel.js';
import { stateChip } from './states.js';

const SHOWN_BYTES = 48;

/** @param {import('./report.js').Report} report of /control/rejected */
export function mountRejectedRecords(report) {
  mountPanel('rejected', report, {
    title: 'Rejected records',
    what: 'rejected records',
    stillTrue: 'They are kept in the topic readings-rejected; nothing is dropped.',
    meta: ({ waiting }) => (waiting ? `${count(waiting, 'record')} waiting` : 'none waiting'),
    paint: ({ items = [], waiting = 0 }) =>
      items.length === 0
        ? [empty({ glyph: 'ack', title: 'Every record could be read', text: 'What the job cannot read is kept here with its reason.' })]
        : [
            table(['When', 'Reason', 'Read from', 'Record', 'State'], items.map(row)),
            waiting > 0 &&
              el(
                'p',
                { class: 'foot' },
                el('button', { class: 'btn', type: 'button', on: { click: () => replay(waiting) } }, `Replay ${count(waiting, 'record')}…`),
              ),
          ],
  });

  function row(record) {
    const at = Date.parse(record.rejectedAt);
    return {
      cells: [
        timeElement(at, momentSeconds(at)),
        [el('span', { class: 'ink' }, record.reason), record.detail ? el('span', { class: 'why' }, record.detail) : null],
        record.topic ? `${record.topic} / ${record.partition} @ ${number(record.offset)}` : 'unknown',
        [record.key ?? 'no key', el('span', { class: 'why' }, el('code', { class: 'value' }, printable(record.bytes)), ` ${bytes(record.size)}`)],
        record.replayed ? el('span', { class: 'dim' }, 'replayed') : stateChip('WARN', 'waiting'),
      ],
    };
  }

  async function replay(waiting) {
    const done = await confirmChange({
      title: `Replay ${count(waiting, 'rejected record')}?`,
      lead: 'Each is sent to the topic readings once more, as it came. Do this when what was wrong is mended: a record that still cannot be read comes back here.',
      rows: [['Waiting', number(waiting), '0, but for those that come back']],
      keep: 'Not touched: readings that were stored. A reading has an identity and is never stored twice.',
      action: `Replay ${count(waiting, 'record')}`,
      request: 'POST /control/rejected/replay',
      perform: () => change('POST', '/control/rejected/replay', {}),
    });
    if (done) report.load();
  }
}

/** The first bytes as text; what cannot be printed is a dot. */
function printable(base64) {
  const text = [...atob(base64 ?? '')].slice(0, SHOWN_BYTES);
  return text.map((one) => (one >= ' ' && one <= '~' ? one : '·')).join('');
}
