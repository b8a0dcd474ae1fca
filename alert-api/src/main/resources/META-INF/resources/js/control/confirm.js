/* The question before a change: what it is now, what it will be, what stays untouched. The button repeats the verb and the object. */

import { Cancelled } from '../api.js';
import { el, fill, icon } from '../dom.js';

/**
 * @param {{title: string, lead: string, rows?: string[][], keep?: string, fields?: Node[], type?: string, action: string, request: string, danger?: boolean,
 *   perform: () => Promise<any>}} question rows are [what, now, after]; `type` must be typed first
 * @returns {Promise<boolean>} whether it was done
 */
export function confirmChange({
  title,
  lead,
  rows = [],
  keep = '',
  fields = [],
  type = '',
  action,
  request,
  danger = false,
  perform,
}) {
  const cancel = el('button', { class: 'btn', type: 'button', autofocus: true }, 'Cancel');
  const go = el('button', { class: `btn ${danger ? 'danger' : 'solid'}`, disabled: type !== '' }, action);
  const trouble = el('p', { class: 'crit', role: 'alert' });
  const typed =
    type &&
    el('input', {
      class: 'field',
      id: 'confirm-name',
      autocomplete: 'off',
      spellcheck: 'false',
      on: {
        input: () => {
          go.disabled = typed.value !== type;
        },
      },
    });
  const form = el(
    'form',
    { method: 'dialog' },
    el('header', {}, el('h2', { id: 'confirm-h' }, title)),
    el(
      'div',
      { class: 'body' },
      el('p', {}, lead),
      rows.length > 0 && difference(rows),
      fields,
      keep && el('p', { class: 'facts' }, keep),
      typed &&
        el(
          'div',
          { class: 'fieldset' },
          el('label', { for: 'confirm-name' }, 'Type ', el('code', {}, type), ' to confirm'),
          typed,
        ),
      el('p', { class: 'why' }, request),
      trouble,
    ),
    el('footer', {}, cancel, go),
  );
  const dialog = el('dialog', { 'aria-labelledby': 'confirm-h' }, form);
  document.body.append(dialog);
  dialog.showModal();
  cancel.focus();
  return new Promise((resolve) => {
    cancel.addEventListener('click', () => dialog.close('cancel'));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'done');
    });
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      go.disabled = true;
      fill(trouble);
      try {
        await perform();
        dialog.close('done');
      } catch (problem) {
        if (!(problem instanceof Cancelled)) fill(trouble, icon('crit'), ` Not done: ${problem.detail || problem.message}`);
        go.disabled = false;
      }
    });
  });
}

function difference(rows) {
  return el(
    'table',
    { class: 'diff' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, 'Changes'),
        el('th', { scope: 'col' }, 'Now'),
        el('th', {}, el('span', { class: 'vh' }, 'becomes')),
        el('th', { scope: 'col' }, 'After'),
      ),
    ),
    el(
      'tbody',
      {},
      rows.map(([what, now, after]) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, what),
          el('td', { class: 'was' }, now),
          el('td', { class: 'arrow' }, icon('arrow')),
          el('td', { class: 'will' }, after),
        ),
      ),
    ),
  );
}
