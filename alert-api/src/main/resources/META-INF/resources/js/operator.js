/* Who changes things: asked once, kept for this tab only. */

import { el, icon } from './dom.js';
import { forget, remember, remembered } from './identity.js';

class Operator extends EventTarget {
  #waiting = null;

  /** The Authorization header, or null when nobody has signed in. */
  get known() {
    return remembered()?.authorization ?? null;
  }

  get name() {
    return remembered()?.name ?? null;
  }

  forget() {
    forget();
    this.dispatchEvent(new Event('change'));
  }

  /**
   * The Authorization header; asks for it when it is not known.
   * @param {{status: number}|null} refused the answer that refused the last one
   * @returns {Promise<string|null>} null when the dialog was cancelled
   */
  authorize(refused = null) {
    if (this.known && !refused) return Promise.resolve(this.known);
    this.#waiting ??= this.#ask(refused).finally(() => {
      this.#waiting = null;
    });
    return this.#waiting;
  }

  #keep(name, password) {
    const authorization = header(name, password);
    remember({ name, authorization });
    this.dispatchEvent(new Event('change'));
    return authorization;
  }

  #ask(refused) {
    const name = el('input', {
      class: 'field',
      id: 'operator-name',
      autocomplete: 'username',
      value: 'operator',
      required: true,
    });
    const password = el('input', {
      class: 'field',
      id: 'operator-password',
      type: 'password',
      autocomplete: 'current-password',
      required: true,
      autofocus: true,
    });
    const cancel = el('button', { class: 'btn', type: 'button' }, 'Cancel');
    const complaint = el('p', { class: 'crit', role: 'alert' });
    const form = el(
      'form',
      { method: 'dialog' },
      el('header', {}, el('h2', { id: 'operator-h' }, 'Sign in as operator')),
      el(
        'div',
        { class: 'body' },
        el(
          'p',
          {},
          'Changes need the operator’s password. Tideline printed it when it was first started. It is kept for this tab only.',
        ),
        complaint,
        el('div', { class: 'fieldset' }, el('label', { for: 'operator-name' }, 'Name'), name),
        el('div', { class: 'fieldset' }, el('label', { for: 'operator-password' }, 'Password'), password),
      ),
      el('footer', {}, cancel, el('button', { class: 'btn solid', value: 'go' }, 'Sign in')),
    );
    const dialog = el('dialog', { 'aria-labelledby': 'operator-h', class: 'narrow' }, form);
    document.body.append(dialog);
    dialog.showModal();
    const complain = (status) => complaint.replaceChildren(icon('crit'), refusal(status));
    if (refused) complain(refused.status);
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const status = await judged(header(name.value, password.value));
      if (status === 401 || status === 403 || status === 429) complain(status);
      else dialog.close('go');
    });
    return new Promise((resolve) => {
      cancel.addEventListener('click', () => dialog.close('cancel'));
      dialog.addEventListener('close', () => {
        dialog.remove();
        resolve(dialog.returnValue === 'go' ? this.#keep(name.value, password.value) : null);
      });
    });
  }
}

function header(name, password) {
  const bytes = new TextEncoder().encode(`${name}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** Status of the API's answer to who is asking; 200 where it cannot be asked, then the change itself tells. */
async function judged(authorization) {
  try {
    const answer = await fetch('/me', { headers: { Authorization: authorization }, credentials: 'omit', cache: 'no-store' });
    if (!answer.ok) return answer.status;
    const { roles } = await answer.json();
    return roles.includes('operator') ? 200 : 403;
  } catch {
    return 200;
  }
}

function refusal(status) {
  if (status === 429) return ' Too many wrong passwords. Wait a minute and try again.';
  return status === 403
    ? ' This user may not change things: it needs the role operator.'
    : ' Name and password do not fit. Try again.';
}

export const operator = new Operator();
