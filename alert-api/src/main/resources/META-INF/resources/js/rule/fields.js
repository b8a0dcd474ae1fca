/* Fields of the rule form: each has a name (the path in the rule), a label, and says what the server found wrong with it. */

import { el, fill, icon } from '../dom.js';
import { milliseconds } from '../model/sources.js';

const UNITS = [
  ['S', 'seconds', 1],
  ['M', 'minutes', 60],
  ['H', 'hours', 3600],
];
let count = 0;

/** A labelled control with a place for its fault. */
export function field(path, label, control, hint = '') {
  const id = `f${count++}`;
  const focusable = control.matches('input, select, textarea') ? control : control.querySelector('input, select, textarea');
  const fault = el('p', { class: 'fault crit', role: 'alert', id: `${id}-fault` });
  focusable.id = id;
  focusable.setAttribute('aria-describedby', `${id}-fault`);
  return el(
    'div',
    { class: 'fieldset', data: { path } },
    el('label', { for: id }, label, hint && el('span', { class: 'dim' }, ` ${hint}`)),
    control,
    fault,
  );
}

/** Shows faults beside their fields; those of no known field come back. */
export function showFaults(form, faults) {
  for (const place of form.querySelectorAll('.fault')) fill(place);
  for (const control of form.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
  return faults.filter(({ field: path, detail }) => {
    const host = form.querySelector(`[data-path="${CSS.escape(path)}"]`);
    if (!host) return true;
    fill(host.querySelector('.fault'), icon('crit'), ` ${detail}`);
    host.querySelector('input, select, textarea').setAttribute('aria-invalid', 'true');
    return false;
  });
}

export function text(value, properties = {}) {
  const { class: extra = '', ...rest } = properties;
  const input = el('input', { class: `field ${extra}`.trim(), autocomplete: 'off', spellcheck: 'false', ...rest });
  input.value = value ?? '';
  return input;
}

export function numeric(value, properties = {}) {
  return text(value, { inputmode: 'decimal', ...properties });
}

export function select(value, choices, properties = {}) {
  return el(
    'select',
    { class: 'field', ...properties },
    choices.map(([key, label]) => el('option', { value: key, selected: key === value }, label)),
  );
}

/** The number in a field: null when it is empty, the text itself when it is no number, so that the server says so. */
export function numberOf(input) {
  const written = input.value.trim().replace('−', '-').replace(',', '.');
  if (written === '') return null;
  const value = Number(written);
  return Number.isFinite(value) ? value : input.value;
}

/** A duration as number and unit; `read` gives ISO 8601. */
export function durationField(value, label) {
  const seconds = (milliseconds(value) ?? 0) / 1000;
  const unit = [...UNITS].reverse().find(([, , size]) => seconds >= size && seconds % size === 0) ?? UNITS[0];
  const amount = numeric(value === undefined || value === null ? '' : seconds / unit[2], { class: 'short' });
  const size = select(
    unit[0],
    UNITS.map(([key, name]) => [key, name]),
    { 'aria-label': `Unit of ${label}` },
  );
  return {
    node: el('div', { class: 'row' }, amount, size),
    read: () => (amount.value.trim() === '' ? null : `PT${amount.value.trim()}${size.value}`),
  };
}
