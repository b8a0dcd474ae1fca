/* The form that creates or changes a rule. Every change previews the draft; nothing is kept until Save. */

import { Cancelled } from '../api.js';
import { el, fill, icon } from '../dom.js';
import { count, words } from '../format.js';
import { covers } from '../model/rules.js';
import { conditionFields } from './condition-fields.js';
import { KINDS } from './conditions.js';
import { durationField, field, select, showFaults, text } from './fields.js';

const SEVERITIES = [
  ['INFO', 'Info'],
  ['WARNING', 'Warning'],
  ['CRITICAL', 'Critical'],
];
const FRESH = {
  id: '',
  name: '',
  severity: 'WARNING',
  series: { source: '*', entity: '*', metric: '*' },
  condition: { kind: 'threshold' },
  for: 'PT0S',
  keepFiringFor: 'PT0S',
  message: '{entity}: {metric} is {value} {unit}',
};
const UNITS = ['Cel', '[degF]', 'K', '%', 'm/s', 'km/h', 'hPa', 'ug/m3', 'm', '{USD}'];

/** @param {{rules, series, sources, choose, events: EventTarget}} desk emits `draft` with the rule as written */
export function mountRuleForm(desk) {
  const { rules, series, choose, events } = desk;
  const host = document.getElementById('form');

  return { show };

  /** @param {object|null} rule null for a new one */
  function show(rule) {
    const begun = rule ?? { ...FRESH, series: { ...FRESH.series, metric: commonMetric() } };
    document.getElementById('form-h').textContent = rule ? rule.name : 'New rule';
    document.getElementById('form-meta').textContent = rule
      ? `${rule.id}${rule.version ? `, version ${rule.version}` : ''}`
      : 'not saved yet';
    const parts = fieldsOf(begun, rule !== null);
    const trouble = el('div', { class: 'trouble', role: 'alert' });
    const save = el('button', { class: 'btn solid', type: 'submit' }, rule ? 'Save changes' : 'Create rule');
    const remove =
      rule && el('button', { class: 'btn', type: 'button', on: { click: () => askRemove(rule, trouble) } }, 'Delete…');
    const form = el('form', { class: 'rule-form', novalidate: true }, parts.nodes, trouble, el('footer', {}, remove, save));
    const read = () => parts.read();
    form.addEventListener('input', () => {
      parts.suggest();
      events.dispatchEvent(new CustomEvent('draft', { detail: read() }));
    });
    form.addEventListener('change', () => events.dispatchEvent(new CustomEvent('draft', { detail: read() })));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      keep(read(), rule?.etag ?? null, form, save, trouble);
    });
    fill(
      host,
      el(
        'datalist',
        { id: 'known-units' },
        UNITS.map((code) => el('option', { value: code })),
      ),
      form,
    );
    parts.suggest();
    events.dispatchEvent(new CustomEvent('draft', { detail: read() }));
  }

  function fieldsOf(rule, exists) {
    const name = text(rule.name, { required: true });
    const id = text(rule.id, { readonly: exists });
    const severity = select(rule.severity, SEVERITIES);
    const selector = Object.fromEntries(
      ['source', 'entity', 'metric'].map((part) => [part, text(rule.series?.[part] ?? '*', { list: `known-${part}` })]),
    );
    const watched = el('p', { class: 'small dim' });
    const kind = select(
      rule.condition.kind,
      KINDS.map(([key, label]) => [key, label]),
    );
    const about = el('p', { class: 'small dim' });
    const place = el('div', { class: 'condition' });
    const hold = durationField(rule.for ?? 'PT0S', 'the hold');
    const keep = durationField(rule.keepFiringFor ?? 'PT0S', 'the time to keep firing');
    const message = el('textarea', { class: 'field', rows: 2 });
    message.value = rule.message ?? '';
    let condition;
    const chooseKind = () => {
      const given = rule.condition.kind === kind.value ? rule.condition : {};
      condition = conditionFields(kind.value, given, unitOf(readSelector()), () => {});
      fill(about, KINDS.find(([key]) => key === kind.value)[2]);
      fill(place, condition.nodes);
    };
    const readSelector = () =>
      Object.fromEntries(Object.entries(selector).map(([part, input]) => [part, input.value.trim() || '*']));
    kind.addEventListener('change', () => {
      chooseKind();
      if (kind.value === 'silence' && message.value === FRESH.message) message.value = '{entity}: no {metric} for a while';
    });
    chooseKind();
    let idIsOwn = exists || rule.id !== '';
    id.addEventListener('input', () => {
      idIsOwn = true;
    });
    return {
      nodes: [
        el('div', { class: 'pair wide' }, field('name', 'Name', name), field('severity', 'Severity', severity)),
        field('id', 'Id', id, exists ? 'cannot change' : 'in addresses and logs'),
        el(
          'fieldset',
          {},
          el('legend', {}, 'Which series'),
          el(
            'div',
            { class: 'triple' },
            ['source', 'entity', 'metric'].map((part) => field(`series.${part}`, words(part), selector[part])),
          ),
          knownParts(),
          watched,
        ),
        el('fieldset', {}, el('legend', {}, 'What it watches for'), field('condition.kind', 'Kind', kind), about, place),
        el(
          'fieldset',
          {},
          el('legend', {}, 'When it fires'),
          el(
            'div',
            { class: 'pair' },
            field('for', 'Broken for', hold.node, 'before it fires'),
            field('keepFiringFor', 'Clear for', keep.node, 'before it resolves'),
          ),
        ),
        field('message', 'Message', message, '{entity} {metric} {value} {unit} {threshold} {peak} are filled in'),
      ],
      suggest() {
        if (!idIsOwn)
          id.value = name.value
            .toLowerCase()
            .replaceAll(/[^a-z0-9]+/g, '-')
            .replaceAll(/^-|-$/g, '')
            .slice(0, 60);
        const fitting = series.all.filter((item) => covers({ series: readSelector() }, item)).length;
        watched.textContent =
          series.state === 'ready' ? `${count(fitting, 'series matches', 'series match')} now; * stands for any.` : '';
      },
      read: () => ({
        id: id.value.trim(),
        name: name.value.trim(),
        severity: severity.value,
        series: readSelector(),
        condition: condition.read(),
        for: hold.read() ?? 'PT0S',
        keepFiringFor: keep.read() ?? 'PT0S',
        message: message.value,
      }),
    };
  }

  function knownParts() {
    return ['source', 'entity', 'metric'].map((part) =>
      el(
        'datalist',
        { id: `known-${part}` },
        [...new Set(series.all.map((item) => item[part]))].sort().map((value) => el('option', { value })),
      ),
    );
  }

  async function keep(rule, etag, form, save, trouble) {
    const label = save.textContent;
    save.disabled = true;
    save.textContent = 'Saving…';
    fill(trouble);
    showFaults(form, []);
    try {
      await rules.save(rule, etag);
      await choose(rule.id);
      fill(
        host.querySelector('.trouble'),
        el('p', { class: 'ok' }, icon('ok'), ' Saved. The running job takes it up within 5 seconds.'),
      );
    } catch (problem) {
      if (!(problem instanceof Cancelled)) complain(problem, form, trouble);
    } finally {
      save.disabled = false;
      save.textContent = label;
    }
  }

  function complain(problem, form, trouble) {
    const rest = showFaults(form, problem.body?.faults ?? []);
    const text =
      problem.status === 412
        ? 'Somebody else changed this rule meanwhile. Open it again to see their version; yours was not saved.'
        : `Not saved: ${problem.detail || problem.message}`;
    fill(
      trouble,
      el('p', { class: 'crit' }, icon('crit'), ` ${text}`),
      rest.map((fault) => el('p', { class: 'small' }, `${fault.field}: ${fault.detail}`)),
    );
    (form.querySelector('[aria-invalid]') ?? trouble).scrollIntoView({ block: 'center' });
    form.querySelector('[aria-invalid]')?.focus();
  }

  function askRemove(rule, trouble) {
    const cancel = el('button', { class: 'btn', value: 'cancel', autofocus: true }, 'Cancel');
    const dialog = el(
      'dialog',
      { 'aria-labelledby': 'remove-h', class: 'narrow' },
      el(
        'form',
        { method: 'dialog' },
        el('header', {}, el('h2', { id: 'remove-h' }, `Delete ${rule.name}?`)),
        el(
          'div',
          { class: 'body' },
          el('p', {}, 'Its firing alerts resolve with that reason within 5 seconds. Past alerts and their history stay.'),
        ),
        el('footer', {}, cancel, el('button', { class: 'btn danger', value: 'go' }, 'Delete rule')),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
    dialog.addEventListener('close', async () => {
      dialog.remove();
      if (dialog.returnValue !== 'go') return;
      try {
        await rules.remove(rule.id, rule.etag);
        choose(null);
      } catch (problem) {
        if (!(problem instanceof Cancelled))
          fill(trouble, el('p', { class: 'crit' }, icon('crit'), ` Not deleted: ${problem.detail || problem.message}`));
      }
    });
  }

  /** The metric of most series: where a new rule most likely belongs. */
  function commonMetric() {
    const counts = new Map();
    for (const item of series.all) counts.set(item.metric, (counts.get(item.metric) ?? 0) + 1);
    return [...counts.entries()].sort((one, other) => other[1] - one[1])[0]?.[0] ?? '*';
  }

  function unitOf(selector) {
    return series.all.find((item) => covers({ series: selector }, item))?.unit ?? '';
  }
}
