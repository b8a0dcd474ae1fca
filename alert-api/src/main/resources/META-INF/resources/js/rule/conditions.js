/* The kinds of conditions in words, for people who read rules more often than they write them. */

import { figure, plainQuantity } from '../format.js';
import { milliseconds } from '../model/sources.js';
import { duration } from '../format.js';

/** Every kind with what it is called and what it watches for. */
export const KINDS = [
  ['threshold', 'Threshold', 'One reading above, below or outside a bound. It also raises flags, within milliseconds.'],
  ['window', 'Window', 'The mean, lowest, highest or count of a sliding window.'],
  ['change', 'Change', 'A value moves by more than an amount within a time.'],
  ['silence', 'Silence', 'No reading comes for longer than a time.'],
  ['deviation', 'Deviation', 'A reading is far from the series’ own running mean.'],
];

const DIRECTIONS = { up: 'rises', down: 'falls', either: 'moves' };

/** `above 37.8 °C, clears at 36.7 °C` and the like. */
export function conditionWords(condition) {
  switch (condition.kind) {
    case 'threshold':
      return bounds(condition);
    case 'window':
      return `${condition.aggregate} of ${span(condition.size)} ${bounds(condition)}`;
    case 'change':
      return `${DIRECTIONS[condition.direction ?? 'either']} by more than ${difference(condition)} within ${span(condition.within)}`;
    case 'silence':
      return `no reading for ${span(condition.longerThan)}`;
    case 'deviation':
      return `more than ${condition.moreThan} standard deviations from its mean`;
    default:
      return condition.kind;
  }
}

/** A series selector as it is written on the wire. */
export function selectorWords({ source = '*', entity = '*', metric = '*' } = {}) {
  return `${source} / ${entity} / ${metric}`;
}

/** An ISO 8601 duration as people say it. */
export function span(text) {
  const known = milliseconds(text);
  return known === null ? String(text ?? '') : duration(known / 1000);
}

function bounds({ above, below, outside, clear, unit = '' }) {
  const cleared =
    clear === undefined || clear === null || Array.isArray(clear) ? '' : `, clears at ${plainQuantity(clear, unit)}`;
  if (outside) return `outside ${figure(outside[0], unit)} to ${plainQuantity(outside[1], unit)}`;
  return above !== undefined && above !== null
    ? `above ${plainQuantity(above, unit)}${cleared}`
    : `below ${plainQuantity(below, unit)}${cleared}`;
}

/** A difference keeps the rule's own unit: 5 degF of change are not 5 degC. */
function difference({ by, unit = '' }) {
  return `${by} ${unit.replaceAll(/[[\]{}]/g, '')}`.trim();
}
