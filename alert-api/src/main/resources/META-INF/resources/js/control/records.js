/* Records of a topic, decoded by their schema; read only. */

import { read, withParameters } from '../api.js';
import { el } from '../dom.js';
import { instant, momentSeconds, timeElement, zoneName } from '../format.js';
import { answerRegion, showDialog } from './dialog.js';
import { table } from './panel.js';

const SHOWN = 50;

/** Opens a dialog that shows the newest records of a topic, and finds others by partition, offset and text. */
export function browse(topic) {
  const partition = field('records-partition', 'Partition', 'all');
  const offset = field('records-offset', 'From offset', 'newest');
  const since = field('records-since', `or from a time, ${zoneName()}`, '2026-01-31 14:00');
  const filter = field('records-filter', 'Containing', '');
  const records = answerRegion('Records');
  const show = () => records.show(listed());
  showDialog(
    `Records of ${topic.name}`,
    [
      el('div', { class: 'triple' }, partition.node, offset.node, since.node, filter.node),
      el('div', {}, el('button', { class: 'btn solid' }, 'Show')),
      records.node,
    ],
    { onSubmit: show },
  );
  show();

  async function listed() {
    const { items } = await read(
      withParameters(`/control/topics/${encodeURIComponent(topic.name)}/records`, {
        partition: partition.input.value,
        offset: offset.input.value,
        since: instant(since.input.value),
        filter: filter.input.value,
        limit: SHOWN,
      }),
    );
    if (items.length === 0) return 'No record fits.';
    return table(['Offset', 'Partition', 'Time', 'Key', 'Value'], items.map(row), { class: 'found' });
  }
}

function row(record) {
  return {
    cells: [
      String(record.offset),
      String(record.partition),
      time(record.timestamp),
      record.key ?? '',
      el('code', { class: 'value' }, written(record.value)),
    ],
  };
}

/** In one line that may be broken between its fields. */
function written(value) {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ');
}

function time(timestamp) {
  const at = typeof timestamp === 'number' ? timestamp : Date.parse(timestamp);
  return Number.isFinite(at) ? timeElement(at, momentSeconds(at)) : '–';
}

function field(id, label, placeholder) {
  const input = el('input', { class: 'field', id, placeholder, autocomplete: 'off' });
  return { input, node: el('div', { class: 'fieldset' }, el('label', { for: id }, label), input) };
}
