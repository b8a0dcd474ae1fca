/* A dialog that shows something and changes nothing: a title, what it shows, and Close. */

import { el, fill, icon } from '../dom.js';

/**
 * Opens it. The first field has the focus, or Close where there is none.
 * @param {string} title
 * @param {Node[]} body
 * @param {{wide?: boolean, buttons?: Node[], onSubmit?: () => void}} [options] `buttons` stand before Close; `onSubmit` is what Enter in a field does
 */
export function showDialog(title, body, { wide = true, buttons = [], onSubmit = () => {} } = {}) {
  const close = el('button', { class: 'btn', type: 'button', on: { click: () => dialog.close() } }, 'Close');
  const content = el('div', { class: 'body' }, body);
  const dialog = el(
    'dialog',
    { class: wide ? 'wide' : null, 'aria-labelledby': 'dialog-h' },
    el(
      'form',
      {
        on: {
          submit: (event) => {
            event.preventDefault();
            onSubmit();
          },
        },
      },
      el('header', {}, el('h2', { id: 'dialog-h' }, title)),
      content,
      el('footer', {}, buttons, close),
    ),
  );
  document.body.append(dialog);
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  (content.querySelector('input, select') ?? close).focus();
}

/**
 * A region of a dialog for the answer to a question, which can be asked again.
 * @param {string} label
 * @returns {{node: HTMLElement, show: (answer: Promise<Node|string>) => Promise<void>}} a text is what stands there instead of rows
 */
export function answerRegion(label) {
  const node = el('div', { class: 'scroll records', tabindex: 0, role: 'region', 'aria-label': label, 'aria-live': 'polite' });
  const says = (text) => fill(node, el('p', { class: 'dim' }, text));
  let last = null;
  return {
    node,
    async show(answer) {
      last = answer;
      if (!node.querySelector('table')) says('Reading…');
      try {
        const shown = await answer;
        if (answer !== last) return;
        if (typeof shown === 'string') says(shown);
        else fill(node, shown);
      } catch (problem) {
        fill(node, el('p', { class: 'crit' }, icon('crit'), ` ${label} cannot be read: ${problem.detail || problem.message}`));
      }
    },
  };
}
