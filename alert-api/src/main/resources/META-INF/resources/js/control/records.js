/* Records of a topic, decoded by their schema; read only. */

import { read, withParameters } from '../api.js';
import { el, fill, icon } from '../dom.js';
import { clockSeconds, utc } from '../format.js';
import { table } from './panel.js';

const SHOWN = 50;

/** Opens a dialog that shows the newest records of a topic, and finds others by partition, offset and text. */
export function browse(topic) {
  const partition = field('records-partition', 'Partition', 'all');
  const offset = field('records-offset', 'From offset', 'newest');
  const since = field('records-since', 'or from a time, UTC', '2026-01-31 14:00');
  const filter = field('records-filter', 'Containing', '');
  const result = el('div', {
    class: 'scroll records',
    tabindex: 0,
    role: 'region',
    'aria-label': 'Records',
    'aria-live': 'polite',
  });
  const close = el('button', { class: 'btn', type: 'button' }, 'Close');
  const form = el(
    'form',
    {},
    el('header', {}, el('h2', { id: 'records-h' }, `Records of ${topic.name}`)),
    el(
      'div',
      { class: 'body' },
      el('div', { class: 'triple' }, partition.node, offset.node, since.node, filter.node),
      el('div', {}, el('button', { class: 'btn solid' }, 'Show')),
      result,
    ),
    el('footer', {}, close),
  );
  const dialog = el('dialog', { class: 'wide', 'aria-labelledby': 'records-h' }, form);
  document.body.append(dialog);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    show();
  });
  dialog.showModal();
  show();

  async function show() {
    fill(result, el('p', { class: 'dim' }, 'Reading…'));
    const path = withParameters(`/control/topics/${encodeURIComponent(topic.name)}/records`, {
      partition: partition.input.value,
      offset: offset.input.value,
      since: instant(since.input.value),
      filter: filter.input.value,
      limit: SHOWN,
    });
    try {
      const { items } = await read(path);
      fill(
        result,
        items.length === 0
          ? el('p', { class: 'dim' }, 'No record fits.')
          : table(
              ['>Offset', 'Partition', 'Time', 'Key', 'Value'],
              items.map((record) => ({
                cells: [
                  String(record.offset),
                  String(record.partition),
                  time(record.timestamp),
                  record.key ?? '',
                  el('code', { class: 'value' }, typeof record.value === 'string' ? record.value : JSON.stringify(record.value)),
                ],
              })),
            ),
      );
    } catch (problem) {
      fill(result, el('p', { class: 'crit' }, icon('crit'), ` Records cannot be read: ${problem.detail || problem.message}`));
    }
  }
}

/** `2026-01-31 14:00` as an instant of ISO 8601; what is none goes as it is, so that the answer says what is wrong. */
export function instant(text) {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?Z?$/.exec(text.trim());
  return match ? `${match[1]}T${match[2]}${match[3] ?? ':00'}Z` : text.trim();
}

function time(timestamp) {
  const at = typeof timestamp === 'number' ? timestamp : Date.parse(timestamp);
  return Number.isFinite(at) ? el('time', { title: utc(at) }, clockSeconds(at)) : '–';
}

function field(id, label, placeholder) {
  const input = el('input', { class: 'field', id, placeholder, autocomplete: 'off' });
  return { input, node: el('div', { class: 'fieldset' }, el('label', { for: id }, label), input) };
}
