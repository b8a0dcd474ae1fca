/* Flags: single readings over a threshold, flashing at the instant they come. */

import { el, fill, icon } from '../dom.js';
import { count, duration, figure, quantity, utc, words } from '../format.js';
import { preferences } from '../preferences.js';
import { convert } from '../units.js';

const KEPT = 10 * 60_000;
const SHOWN = 3;
const MOST = 1000;
const FRESH = 10_000;
const RECALL = 4_000;

/**
 * @param {import('../live.js').LiveFeed} feed
 * @param {import('../model/sources.js').SourceBook} sources
 * @param {(series: string) => void} select
 */
export function mountFlags(feed, sources, select) {
  const list = document.getElementById('flags');
  const meta = document.getElementById('flags-meta');
  let flags = [];

  feed.addEventListener('flag', ({ detail }) => {
    const flag = keep(detail);
    if (!flag || flag !== flags[0]) return repaint();
    list.querySelector('.none')?.remove();
    list.prepend(row(flag, Date.now() - flag.arrivedAt < FRESH));
    while (list.children.length > SHOWN) list.lastElementChild.remove();
    summarize();
  });
  recall(new Date(Date.now() - KEPT), (flag) => keep(flag) && repaint());
  setInterval(age, 1000);
  feed.addEventListener('state', repaint);
  preferences.addEventListener('change', repaint);
  sources.addEventListener('change', repaint);
  repaint();

  /** Keeps a flag in the order of its time, what came last first; null for one that is known or too old. */
  function keep(detail) {
    const flag = { ...detail, arrivedAt: Math.min(Date.now(), Date.parse(detail.fetchedAt)) };
    if (flags.some((known) => known.id === flag.id) || Date.now() - flag.arrivedAt > KEPT) return null;
    flags.unshift(flag);
    flags.sort((one, other) => other.arrivedAt - one.arrivedAt);
    flags.length = Math.min(flags.length, MOST);
    return flag;
  }

  function repaint() {
    fill(
      list,
      flags.slice(0, SHOWN).map((flag) => row(flag, false)),
    );
    if (flags.length === 0)
      fill(
        list,
        el(
          'li',
          { class: 'none dim' },
          feed.status.state === 'live' ? 'None in the last 10 min.' : 'Unknown until the stream is connected.',
        ),
      );
    summarize();
  }

  function age() {
    const before = flags.length;
    flags = flags.filter((flag) => Date.now() - flag.arrivedAt < KEPT);
    if (flags.length !== before) repaint();
    for (const label of list.querySelectorAll('[data-arrived]')) label.textContent = ago(Number(label.dataset.arrived));
  }

  function summarize() {
    const many = flags.length === MOST ? `over ${MOST} readings` : count(flags.length, 'reading');
    meta.textContent = flags.length === 0 ? 'single readings over a threshold' : `${many} over a threshold, last 10 min`;
  }

  function row(flag, isNew) {
    const side = convert(flag.value, flag.unit, flag.thresholdUnit) < flag.threshold ? '<' : '>';
    return el(
      'li',
      { class: `flag ${isNew ? 'new' : ''}`, title: `${flag.message ?? flag.rule?.name ?? ''} (${utc(flag.observedAt)})` },
      icon('flag'),
      el(
        'button',
        { class: 'flag-name', type: 'button', on: { click: () => select(flag.series) } },
        el('span', { class: 'ink' }, sources.shortTitle(flag)),
        ' ',
        el('span', { class: 'dim' }, words(flag.metric).toLowerCase()),
      ),
      el(
        'span',
        {},
        el('b', { class: 'ink' }, quantity(flag.value, flag.unit)),
        ' ',
        el('span', { class: 'dim' }, `${side} ${figure(flag.threshold, flag.thresholdUnit)}`),
      ),
      el('span', { class: 'small dim num ago', 'aria-hidden': 'true', data: { arrived: flag.arrivedAt } }, ago(flag.arrivedAt)),
    );
  }
}

/** Asks for the flags since a time: the page's own stream begins with now. */
function recall(since, take) {
  const past = new EventSource(`/flags/stream?since=${encodeURIComponent(since.toISOString())}`);
  past.addEventListener('flag', (event) => take(JSON.parse(event.data)));
  past.addEventListener('error', () => past.close());
  setTimeout(() => past.close(), RECALL);
}

function ago(time) {
  const seconds = (Date.now() - time) / 1000;
  return seconds < 10 ? 'now' : duration(seconds);
}
