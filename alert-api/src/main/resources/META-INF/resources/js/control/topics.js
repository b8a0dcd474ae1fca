/* Topics: what they hold, how it flows, who keeps it; and what an operator may change. */

import { change } from '../api.js';
import { empty } from '../blank.js';
import { el, fill, hidden } from '../dom.js';
import { bytes, count, duration, known } from '../format.js';
import { milliseconds } from '../model/sources.js';
import { confirmChange } from './confirm.js';
import { mountPanel, table } from './panel.js';
import { lacking, showPlacement } from './placement.js';
import { browse } from './records.js';
import { stateChip } from './states.js';

const DAY = 86_400;
const BARS = 12;

export function mountTopics(report) {
  mountPanel('topics', report, {
    title: 'Topics',
    what: 'topics',
    stillTrue: 'Kafka may work all the same.',
    meta: () => {
      const partitions = report.items.reduce((sum, topic) => sum + (topic.partitions ?? 0), 0);
      const under = report.items.reduce((sum, topic) => sum + (topic.underReplicated ?? 0), 0);
      return `${count(report.items.length, 'topic')}, ${count(partitions, 'partition')}${under ? `, ${under} under-replicated` : ''}`;
    },
    paint: () =>
      report.items.length === 0
        ? [empty({ glyph: 'stale', title: 'Kafka has no topics yet', text: 'The start of the stack creates them.' })]
        : [
            table(['Topic', '>In/s', '>Out/s', '>Partitions', '>Size', '>Kept', 'Replicas', ''], report.items.map(row)),
            el('p', { class: 'foot' }, el('button', { class: 'btn', type: 'button', on: { click: create } }, 'Create topic…')),
          ],
  });

  function row(topic) {
    return {
      bad: false,
      cells: [
        el(
          'button',
          { class: 'link', type: 'button', title: 'Browse its records', on: { click: () => browse(topic) } },
          topic.name,
        ),
        el('span', { class: topic.in ? 'ink' : 'dim' }, known(topic.in)),
        el('span', { class: topic.out ? '' : 'dim' }, known(topic.out)),
        partitions(topic),
        bytes(topic.bytes),
        kept(topic),
        topic.underReplicated
          ? stateChip('WARN', `${topic.underReplicated} under`)
          : topic.underReplicated === 0
            ? stateChip('OK', 'in sync')
            : '–',
        el(
          'button',
          { class: 'btn quiet sm', type: 'button', on: { click: () => alter(topic) } },
          'Change…',
          hidden(` ${topic.name}`),
        ),
      ],
    };
  }

  /** Their number and a bar for each, as high as it is large; a click tells who leads and who follows. */
  function partitions(topic) {
    const placement = topic.placement ?? [];
    const largest = Math.max(1, ...placement.map((one) => one.bytes));
    const height = ({ bytes: size }) => `${Math.max(15, Math.round((size / largest) * 100))}%`;
    const bars = placement
      .slice(0, BARS)
      .map((one) => el('i', { class: lacking(one) ? 'bad' : null, style: { height: height(one) } }));
    return el(
      'button',
      {
        class: 'link plain',
        type: 'button',
        title: 'Leaders and replicas of its partitions',
        on: { click: () => showPlacement(topic) },
      },
      known(topic.partitions, 0),
      hidden(` partitions of ${topic.name}`),
      el('span', { class: 'parts', 'aria-hidden': 'true' }, bars),
    );
  }

  async function create() {
    const name = input('topic-name', 'Name', '');
    const partitions = input('topic-partitions', 'Partitions', '4', 'numeric');
    const days = input('topic-days', 'Kept for days', '7', 'numeric');
    const after = el('span');
    onInput([name, partitions, days], () => {
      fill(after, `${name.field.value.trim() || 'no name yet'}, ${partitionsOf(partitions)}, ${keptFor(days)}`);
    });
    const done = await confirmChange({
      title: 'Create a topic?',
      lead: 'Producers and consumers can use it at once.',
      rows: [['Topic', 'none of this name', after]],
      fields: [name.node, partitions.node, days.node],
      keep: 'Not touched: every other topic.',
      action: 'Create topic',
      request: 'POST /control/topics',
      perform: () =>
        change('POST', '/control/topics', {
          name: name.field.value.trim(),
          partitions: Number(partitions.field.value),
          retention: `PT${Number(days.field.value) * 24}H`,
        }),
    });
    if (done) report.load();
  }

  async function alter(topic) {
    const partitions = input('topic-partitions', 'Partitions (they can only grow)', String(topic.partitions), 'numeric');
    const days = input(
      'topic-days',
      'Kept for days',
      topic.retention ? String(Math.round((seconds(topic.retention) / DAY) * 100) / 100) : '',
      'numeric',
    );
    const newPartitions = el('span');
    const newDays = el('span');
    onInput([partitions, days], () => {
      fill(newPartitions, Number(partitions.field.value) === topic.partitions ? 'as it is' : partitionsOf(partitions));
      fill(newDays, keptFor(days) === `kept ${kept(topic)}` ? 'as it is' : keptFor(days));
    });
    const done = await confirmChange({
      title: `Change topic ${topic.name}?`,
      lead: 'A shorter retention deletes older records soon. More partitions change which partition the key of a series goes to.',
      rows: [
        ['Partitions', String(topic.partitions), newPartitions],
        ['Records', `kept ${kept(topic)}`, newDays],
      ],
      fields: [partitions.node, days.node],
      keep: 'Not touched: offsets of groups, other topics.',
      type: topic.name,
      action: `Change ${topic.name}`,
      request: `PATCH /control/topics/${topic.name}`,
      danger: true,
      perform: () =>
        change(
          'PATCH',
          `/control/topics/${encodeURIComponent(topic.name)}`,
          changes(topic, Number(partitions.field.value), days.field.value),
        ),
    });
    if (done) report.load();
  }
}

function changes(topic, partitions, days) {
  const wanted = {};
  if (partitions !== topic.partitions) wanted.partitions = partitions;
  if (days !== '') wanted.retention = `PT${Math.round(Number(days) * DAY)}S`;
  return wanted;
}

/** Null where a topic keeps its records for ever. */
function kept({ retention }) {
  return retention ? duration(seconds(retention)) : 'for ever';
}

/** Retention comes as an ISO 8601 duration. */
function seconds(retention) {
  return milliseconds(retention) / 1000;
}

function onInput(inputs, say) {
  for (const { field } of inputs) field.addEventListener('input', say);
  say();
}

function partitionsOf({ field }) {
  const wanted = Number(field.value);
  return Number.isInteger(wanted) && wanted > 0 ? count(wanted, 'partition') : 'no number of partitions';
}

function keptFor({ field }) {
  const days = Number(field.value);
  if (field.value === '') return 'kept for ever';
  return days > 0 ? `kept ${duration(days * DAY)}` : 'no number of days';
}

function input(id, label, value, mode = 'text') {
  const field = el('input', { class: 'field', id, inputmode: mode, autocomplete: 'off', value });
  return { field, node: el('div', { class: 'fieldset' }, el('label', { for: id }, label), field) };
}
