/* The fields of each kind of condition. Every kind gives its nodes and a function that reads them back as JSON. */

import { el } from '../dom.js';
import { durationField, field, numberOf, numeric, select, text } from './fields.js';

const SIDES = [
  ['above', 'above'],
  ['below', 'below'],
  ['outside', 'outside'],
];
const AGGREGATES = [
  ['mean', 'mean'],
  ['min', 'lowest'],
  ['max', 'highest'],
  ['count', 'count'],
];
const DIRECTIONS = [
  ['either', 'up or down'],
  ['up', 'up'],
  ['down', 'down'],
];

/**
 * @param {string} kind
 * @param {object} condition what the fields begin with
 * @param {string} unit that the watched series have, to begin with
 * @param {() => void} changed called when fields come or go
 * @returns {{nodes: Node[], read: () => object}}
 */
export function conditionFields(kind, condition, unit, changed) {
  return { threshold, window, change, silence, deviation }[kind](condition, condition.unit ?? unit, changed);
}

function threshold(condition, unit, changed) {
  const bound = boundFields(condition, unit, changed);
  return { nodes: bound.nodes, read: () => ({ kind: 'threshold', ...bound.read() }) };
}

function window(condition, unit, changed) {
  const aggregate = select(condition.aggregate ?? 'mean', AGGREGATES);
  const size = durationField(condition.size ?? 'PT5M', 'the window');
  const bound = boundFields(condition, unit, changed);
  aggregate.addEventListener('change', () => bound.withUnit(aggregate.value !== 'count'));
  bound.withUnit(aggregate.value !== 'count');
  return {
    nodes: [
      el(
        'div',
        { class: 'pair' },
        field('condition.aggregate', 'What', aggregate),
        field('condition.size', 'Of the last', size.node),
      ),
      ...bound.nodes,
    ],
    read: () => ({
      kind: 'window',
      aggregate: aggregate.value,
      size: size.read(),
      ...bound.read(),
      ...(condition.minReadings && aggregate.value !== 'count' ? { minReadings: condition.minReadings } : {}),
    }),
  };
}

function change(condition, unit) {
  const by = numeric(condition.by);
  const within = durationField(condition.within ?? 'PT15M', 'the time');
  const direction = select(condition.direction ?? 'either', DIRECTIONS);
  const clear = numeric(condition.clear);
  const code = unitField(unit);
  return {
    nodes: [
      el('div', { class: 'pair' }, field('condition.by', 'Moves by more than', by), field('condition.unit', 'Unit', code)),
      el(
        'div',
        { class: 'pair' },
        field('condition.within', 'Within', within.node),
        field('condition.direction', 'Direction', direction),
      ),
      field('condition.clear', 'Clears when it moves by less than', clear, 'optional'),
    ],
    read: () =>
      present({
        kind: 'change',
        by: numberOf(by),
        within: within.read(),
        direction: direction.value,
        clear: numberOf(clear),
        unit: code.value.trim(),
      }),
  };
}

function silence(condition) {
  const longer = durationField(condition.longerThan ?? 'PT10M', 'the silence');
  return {
    nodes: [field('condition.longerThan', 'No reading for longer than', longer.node)],
    read: () => ({ kind: 'silence', longerThan: longer.read() }),
  };
}

function deviation(condition) {
  const more = numeric(condition.moreThan ?? 4);
  const direction = select(condition.direction ?? 'either', DIRECTIONS);
  const span = numeric(condition.span ?? 100);
  const warmUp = numeric(condition.warmUp ?? 30);
  return {
    nodes: [
      el(
        'div',
        { class: 'pair' },
        field('condition.moreThan', 'Standard deviations', more),
        field('condition.direction', 'Direction', direction),
      ),
      el(
        'div',
        { class: 'pair' },
        field('condition.span', 'Readings remembered', span),
        field('condition.warmUp', 'Readings to learn from first', warmUp),
      ),
    ],
    read: () =>
      present({
        kind: 'deviation',
        moreThan: numberOf(more),
        direction: direction.value,
        span: numberOf(span),
        warmUp: numberOf(warmUp),
        clear: condition.clear,
      }),
  };
}

function boundFields(condition, unit, changed) {
  const side = select(condition.below !== undefined ? 'below' : condition.outside ? 'outside' : 'above', SIDES);
  const first = numeric(condition.above ?? condition.below ?? condition.outside?.[0]);
  const second = numeric(condition.outside?.[1]);
  const clear = numeric(Array.isArray(condition.clear) ? condition.clear[0] : condition.clear);
  const clearTop = numeric(Array.isArray(condition.clear) ? condition.clear[1] : '');
  const code = unitField(unit);
  const unitPlace = field('condition.unit', 'Unit', code);
  const upper = [
    field('condition.outside', 'Upper bound', second),
    field('condition.clear', 'Clears below', clearTop, 'optional'),
  ];
  const show = () => {
    for (const node of upper) node.hidden = side.value !== 'outside';
  };
  side.addEventListener('change', () => {
    show();
    changed();
  });
  show();
  return {
    nodes: [
      el('div', { class: 'triple' }, field('condition.above', 'Is', side), field('condition.below', 'Bound', first), unitPlace),
      el('div', { class: 'pair' }, field('condition.clear', 'Clears at', clear, 'optional'), upper[0]),
      upper[1],
    ],
    withUnit: (shown) => {
      unitPlace.hidden = !shown;
    },
    read: () => {
      const outside = side.value === 'outside';
      const cleared =
        outside && (numberOf(clear) !== null || numberOf(clearTop) !== null)
          ? [numberOf(clear) ?? numberOf(first), numberOf(clearTop) ?? numberOf(second)]
          : outside
            ? null
            : numberOf(clear);
      return present({
        [side.value]: outside ? [numberOf(first), numberOf(second)] : numberOf(first),
        clear: cleared,
        unit: unitPlace.hidden ? null : code.value.trim(),
      });
    },
  };
}

function unitField(unit) {
  return text(unit, { list: 'known-units' });
}

/** Without what is empty: the server gives its own defaults. */
function present(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''));
}
