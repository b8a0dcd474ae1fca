/* The values under the cursor, above the plot: never in a floating box. */

import { el, fill } from '../dom.js';
import { clock, date, moment, number, timeElement } from '../format.js';
import { digits } from '../units.js';
import { inUnit, middle } from './picture.js';

const DAY = 24 * 3600_000;

/**
 * @param {HTMLElement} host a dl
 * @param {object} picture
 * @param {(number|null)[][]} data columns as drawn
 * @param {number|null} index of the cursor; null for the latest
 * @param {string[]} names one for each series
 */
export function paintReadout(host, picture, data, index, names) {
  const x = data[0];
  const at = index ?? x.length - 1;
  const time = x[at] * 1000;
  const text = (value) => (value === null || value === undefined ? '–' : number(value, digits(picture.unit, value)));
  const word = { PT1M: '1 min', PT5M: '5 min', PT1H: '1 h' }[picture.size];
  const when = entry(index === null ? 'Latest' : 'At', timeElement(time, instantOf(time, picture)), 't');
  if (picture.items.length > 1) {
    fill(
      host,
      when,
      names.map((name, i) => entry(i === 0 ? `${name}, ${word} mean` : name, text(near(data[i + 2], at)))),
    );
    return;
  }
  const window = nearestWindow(picture.windows[0], x[at]);
  const range = window
    ? `${text(inUnit(window.min, window.unit, picture))} to ${text(inUnit(window.max, window.unit, picture))}`
    : '–';
  fill(
    host,
    when,
    picture.readings.length > 0 && entry('Reading', text(near(data[1], at)), '', 'key-dot'),
    entry(
      `${word} mean${window?.final === false ? ' so far' : ''}`,
      window ? text(inUnit(window.mean, window.unit, picture)) : '–',
      '',
      'key-line',
    ),
    entry('Min to max', range, '', 'key-band'),
    time < (picture.archivedUntil ?? 0) && entry('Kept in', 'PostgreSQL'),
  );
}

/** With its day where the clock alone could mean another one. */
function instantOf(time, picture) {
  return picture.until - picture.from > DAY ? `${date(time)} ${clock(time)}` : moment(time);
}

function entry(name, value, extraClass = '', key = null) {
  return el('div', { class: extraClass || null }, el('dt', {}, key && el('i', { class: key }), name), el('dd', {}, value));
}

function near(column, index) {
  for (let step = 0; step < 60; step++) {
    const found = column[index - step] ?? column[index + step];
    if (found !== null && found !== undefined) return found;
  }
  return null;
}

function nearestWindow(windows, seconds) {
  let best = null;
  for (const window of windows) if (!best || Math.abs(middle(window) - seconds) < Math.abs(middle(best) - seconds)) best = window;
  return best;
}
