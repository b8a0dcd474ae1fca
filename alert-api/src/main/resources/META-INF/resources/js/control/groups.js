/* Consumer groups: their lag in records and seconds, judged over a window in the manner of Burrow. */

import { change } from '../api.js';
import { empty } from '../blank.js';
import { el, fill, hidden } from '../dom.js';
import { count, duration, instant, known, number, zoneName } from '../format.js';
import { sparkline } from '../spark.js';
import { confirmChange } from './confirm.js';
import { mountPanel, table } from './panel.js';
import { stateChip, stateOf } from './states.js';

const TARGETS = [
  ['latest', 'the end: skip what waits'],
  ['earliest', 'the beginning: read everything again'],
  ['time', 'a time: read again what came since'],
];

export function mountGroups(report) {
  mountPanel('groups', report, {
    title: 'Consumer groups',
    what: 'consumer groups',
    stillTrue: 'Lag is unknown, which is not the same as zero.',
    meta: () => `${count(report.items.length, 'group')}, judged over 10 min`,
    paint: () =>
      report.items.length === 0
        ? [
            empty({
              glyph: 'stale',
              title: 'No consumer group yet',
              text: 'They appear when the Spark job has committed its first offsets.',
            }),
          ]
        : [table(['Group', 'Topics', '>Members', '>Lag, records', '>Lag, time', 'Lately', 'Verdict', ''], report.items.map(row))],
  });

  function row(group) {
    const { tone } = stateOf(group.verdict);
    const history = (group.history ?? []).map((v, t) => ({ t, v }));
    return {
      bad: tone === 'crit',
      cells: [
        group.group,
        el('span', { class: 'dim' }, (group.topics ?? []).join(', ')),
        known(group.members, 0),
        el('span', { class: tone === 'crit' ? 'crit' : 'ink' }, known(group.lagRecords, 0)),
        group.lagSeconds === null || group.lagSeconds === undefined ? '–' : duration(group.lagSeconds),
        history.length > 1 ? sparkline(history, { width: 64, tone: { crit: 'c', warn: 'w' }[tone] ?? '' }) : '–',
        stateChip(group.verdict),
        isOfTheJob(group)
          ? el('span', { class: 'dim', title: 'Spark keeps its place in its checkpoint, and only reports it here.' }, 'by Spark')
          : el(
              'button',
              { class: 'btn quiet sm', type: 'button', on: { click: () => reset(group) } },
              'Reset…',
              hidden(` offsets of ${group.group}`),
            ),
      ],
    };
  }

  async function reset(group) {
    const target = el(
      'select',
      { class: 'field', id: 'reset-to' },
      TARGETS.map(([value, text]) => el('option', { value }, text)),
    );
    const time = el('input', { class: 'field', id: 'reset-time', placeholder: '2026-01-31 14:00', autocomplete: 'off' });
    const timeField = el('div', { class: 'fieldset' }, el('label', { for: 'reset-time' }, `Time, ${zoneName()}`), time);
    const after = el('span');
    const say = () => {
      timeField.hidden = target.value !== 'time';
      fill(after, outcome(group, target.value, time.value.trim()));
    };
    for (const field of [target, time]) field.addEventListener('input', say);
    say();
    const done = await confirmChange({
      title: `Reset offsets of ${group.group}?`,
      lead:
        group.members > 0
          ? `The group has ${count(group.members, 'member')}: Kafka moves the offsets of a stopped group only.`
          : 'The group continues from the new place when it starts again. This cannot be undone from here.',
      rows: [
        ['Lag', group.lagRecords === null ? 'unknown' : `${number(group.lagRecords)} records`, after],
      ],
      fields: [el('div', { class: 'fieldset' }, el('label', { for: 'reset-to' }, 'Move to'), target), timeField],
      keep: 'Not touched: the records in the topics, other groups.',
      type: group.group,
      action: `Reset ${group.group}`,
      request: `POST /control/groups/${group.group}/offsets`,
      danger: true,
      perform: () => change('POST', `/control/groups/${encodeURIComponent(group.group)}/offsets`, {
          to: target.value === 'time' ? instant(time.value) : target.value,
        }),
    });
    if (done) report.load();
  }
}

/** What a move to a place means for a group, in words. */
function outcome(group, target, time) {
  if (target === 'time') return time ? `every record since ${time} (${zoneName()}), read again` : 'no time yet';
  if (target === 'earliest') return 'every record that the topics still keep, read again';
  return group.lagRecords ? `0, ${count(group.lagRecords, 'record')} never read by it` : '0, nothing is left out';
}

/** Groups that the job only reports: moving them would change nothing but what is shown, for some seconds. */
function isOfTheJob({ group }) {
  return /^tideline-(flags|series|windows|alerts|history)$/.test(group);
}
