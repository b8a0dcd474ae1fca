/* The forms that open in place in an alert: silence it for a while, or say what was seen or done. */

import { el, fill } from '../dom.js';
import { timeElement } from '../format.js';

const SILENCES = [
  [15, '15 min'],
  [60, '1 h'],
  [240, '4 h'],
  [1440, '24 h'],
];
const NO_REASON = 'Silenced on the dashboard';

/** @param {(minutes: number, why: string) => void} silence */
export function silenceForm(silence) {
  const why = el('input', { class: 'field', placeholder: 'Why? Others will read it', 'aria-label': 'Why', autocomplete: 'off' });
  const choices = SILENCES.map(([minutes, text]) => {
    const perform = () => silence(minutes, why.value.trim() || NO_REASON);
    return el('button', { class: 'btn', type: 'button', data: { act: `silence-${minutes}` }, on: { click: perform } }, text);
  });
  const label = el('span', { class: 'small dim' }, 'Silence for');
  const row = el('div', { class: 'row', role: 'group', 'aria-label': 'Silence for' }, label, choices);
  return el('div', { class: 'inline' }, why, row);
}

/**
 * @param {Promise<{notes: object[]}>} details of the alert, with what was said before
 * @param {{add: (text: string) => void, cancel: () => void}} actions
 */
export function commentForm(details, { add, cancel }) {
  const notes = el('ol', { class: 'notes small' });
  details.then(
    (whole) => fill(notes, (whole.notes ?? []).map(note)),
    () => fill(notes, el('li', { class: 'dim' }, 'Earlier comments cannot be read.')),
  );
  const text = el('textarea', { class: 'field', rows: 2, placeholder: 'What did you see or do?', 'aria-label': 'Comment' });
  const submit = (event) => {
    event.preventDefault();
    if (text.value.trim()) add(text.value.trim());
  };
  const row = el(
    'div',
    { class: 'row' },
    el('button', { class: 'btn solid' }, 'Add comment'),
    el('button', { class: 'btn quiet', type: 'button', on: { click: cancel } }, 'Cancel'),
  );
  return el('form', { class: 'inline', on: { submit } }, notes, text, row);
}

function note({ kind, author, at, comment }) {
  const who = el('span', { class: 'dim' }, timeElement(Date.parse(at)), ` ${author} ${kind.toLowerCase()}`);
  return el('li', {}, who, comment ? `: ${comment}` : '');
}
