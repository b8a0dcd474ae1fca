/* Silences a pipeline alert for a while, once confirmed. */

import { el, fill } from '../dom.js';
import { duration } from '../format.js';
import { faultName } from '../model/pipeline.js';
import { confirmChange } from './confirm.js';

const MINUTES = [15, 60, 240, 1440];

/**
 * @param {object} alert
 * @param {import('../model/alerts.js').AlertBook} alerts
 */
export function silence(alert, alerts) {
  const minutes = el(
    'select',
    { class: 'field', id: 'silence-for' },
    MINUTES.map((value) => el('option', { value }, duration(value * 60))),
  );
  const why = el('input', { class: 'field', id: 'silence-why', autocomplete: 'off' });
  const after = el('span');
  const say = () => fill(after, `nobody for ${duration(minutes.value * 60)}, then whoever listens`);
  minutes.addEventListener('input', say);
  say();
  return confirmChange({
    title: `Silence ${faultName(alert)}?`,
    lead: 'The fault stays and is still shown here; webhooks, sound and notifications are not told of it.',
    rows: [['Told of it', 'whoever listens', after]],
    fields: [
      el('div', { class: 'fieldset' }, el('label', { for: 'silence-for' }, 'Silence for'), minutes),
      el('div', { class: 'fieldset' }, el('label', { for: 'silence-why' }, 'Why? Others will read it'), why),
    ],
    keep: 'Not touched: every other alert.',
    action: 'Silence it',
    request: 'POST /silences',
    perform: () => alerts.silence(alert, Number(minutes.value), why.value.trim() || 'Silenced in the control center'),
  });
}
