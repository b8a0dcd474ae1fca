/* Flags: single readings over a threshold, flashing at the instant they come. */

import { el, fill, icon } from '../dom.js';
import { count, duration, figure, quantity, utc, words } from '../format.js';
import { preferences } from '../preferences.js';
import { convert } from '../units.js';

const KEPT = 10 * 60_000;
const SHOWN = 3;

/**
 * @param {import('../live.js').LiveFeed} feed
 * @param {import('../model/sources.js').SourceBook} sources
 * @param {(series: string) => void} select
 */
export function mountFlags(feed, sources, select) {
  const list = document.getElementById('flags');
  const meta = document.getElementById('flags-meta');
  const opened = Date.now();
  let flags = [];

  feed.addEventListener('flag', ({ detail }) => {
    if (flags.some((flag) => flag.id === detail.id)) return;
    flags.unshift({ ...detail, arrivedAt: Date.now() });
    list.prepend(row(flags[0], true));
    while (list.children.length > SHOWN) list.lastElementChild.remove();
    list.querySelector('.none')?.remove();
    summarize();
  });
  setInterval(age, 1000);
  preferences.addEventListener('change', repaint);
  sources.addEventListener('change', repaint);
  repaint();

  function repaint() {
    fill(list, flags.slice(0, SHOWN).map((flag) => row(flag, false)));
    if (flags.length === 0) fill(list, el('li', { class: 'none dim' }, Date.now() - opened < KEPT ? 'None since this page opened.' : 'None in the last 10 min.'));
    summarize();
  }

  function age() {
    const before = flags.length;
    flags = flags.filter((flag) => Date.now() - flag.arrivedAt < KEPT);
    if (flags.length !== before) repaint();
    for (const label of list.querySelectorAll('[data-arrived]')) label.textContent = ago(Number(label.dataset.arrived));
  }

  function summarize() {
    const since = Math.min(KEPT, Date.now() - opened);
    meta.textContent = flags.length === 0 ? 'single readings over a threshold' : `${count(flags.length, 'reading')} over a threshold, last ${duration(Math.max(60, since / 1000))}`;
  }

  function row(flag, isNew) {
    const side = convert(flag.value, flag.unit, flag.thresholdUnit) < flag.threshold ? '<' : '>';
    return el('li', { class: `flag ${isNew ? 'new' : ''}`, title: `${flag.message ?? flag.rule?.name ?? ''} (${utc(flag.observedAt)})` },
      icon('flag'),
      el('button', { class: 'flag-name', type: 'button', on: { click: () => select(flag.series) } },
        el('span', { class: 'ink' }, sources.shortTitle(flag)), ' ', el('span', { class: 'dim' }, words(flag.metric).toLowerCase())),
      el('span', {}, el('b', { class: 'ink' }, quantity(flag.value, flag.unit)), ' ', el('span', { class: 'dim' }, `${side} ${figure(flag.threshold, flag.thresholdUnit)}`)),
      el('span', { class: 'small dim num ago', 'aria-hidden': 'true', data: { arrived: flag.arrivedAt } }, ago(flag.arrivedAt)));
  }
}

function ago(time) {
  const seconds = (Date.now() - time) / 1000;
  return seconds < 10 ? 'now' : duration(seconds);
}
