/* The three empty-handed states of a panel: one line of fact, one of cause or time, one action. */

import { el, hidden, icon } from './dom.js';
import { clockSeconds } from './format.js';

/**
 * @param {{glyph: string, title: string, text: string|Node, actions?: Node[]}} content
 */
export function empty({ glyph, title, text, actions = [] }) {
  return el(
    'div',
    { class: 'blank' },
    icon(glyph, 'dim'),
    el('b', {}, title),
    el('p', {}, text),
    actions.length > 0 && el('div', { class: 'row' }, actions),
  );
}

/**
 * @param {{title: string, problem: Error, stillTrue?: string, retry: () => void, actions?: Node[]}} content
 */
export function failed({ title, problem, stillTrue = '', retry, actions = [] }) {
  const since = problem.at ? ` Last tried at ${clockSeconds(problem.at)}.` : '';
  return el(
    'div',
    { class: 'blank err', role: 'alert' },
    icon('crit'),
    el('b', {}, title),
    el('p', {}, `${problem.sentence ?? problem.message}${problem.detail ? ` ${problem.detail}` : ''}${since} ${stillTrue}`),
    el('div', { class: 'row' }, el('button', { class: 'btn solid', type: 'button', on: { click: retry } }, 'Try again'), actions),
  );
}

/** What a panel says when the server does not offer what it shows. */
export function unavailable(what, detail) {
  return el('div', { class: 'blank' }, icon('starved', 'dim'), el('b', {}, `${what} not available`), el('p', {}, detail));
}

/** Still blocks in the shape of rows. */
export function skeleton(label, rows = 5, widths = [38, 20, 14, 8]) {
  return el(
    'div',
    { class: 'skel' },
    hidden(`Loading ${label}`),
    Array.from({ length: rows }, () =>
      el(
        'div',
        { class: 'skrow' },
        widths.map((width) => el('i', { class: 'sk', style: { width: `${width}%` } })),
      ),
    ),
  );
}

/** Still blocks in the shape of alerts. */
export function alertSkeleton() {
  return el(
    'div',
    { class: 'skel' },
    hidden('Loading active alerts'),
    Array.from({ length: 3 }, () =>
      el(
        'div',
        { class: 'skal' },
        el('i', { class: 'sk g' }),
        el('div', {}, el('i', { class: 'sk a' }), el('i', { class: 'sk b' }), el('i', { class: 'sk c' })),
      ),
    ),
  );
}

/** A line above a panel whose content is not complete or not fresh. */
export function noteBar(text, action = null) {
  return el('div', { class: 'note-bar' }, el('span', {}, icon('warn'), ` ${text}`), action);
}
