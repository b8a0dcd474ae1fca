/* The connection's state in the top bar: always visible, always both a mark and words. */

import { el, fill } from '../dom.js';
import { clockSeconds, count, duration, timeElement } from '../format.js';
import { alertsSince } from '../model/alerts.js';

const CALM = 8_000;
const GONE =
  'The stream no longer has what came meanwhile. Alerts and readings were read from Cassandra; flags of that time are not told again.';

/**
 * @param {Element} host
 * @param {import('../live.js').LiveFeed} feed
 * @param {{show: (alerts: object[]) => void}} actions what to do with the alerts that were missed
 */
export function mountConnection(host, feed, { show }) {
  let missed = null;
  let spoken = '';

  feed.addEventListener('state', paint);
  feed.addEventListener('caughtup', async ({ detail }) => {
    missed = detail.gap ? await lookedUp(detail) : detail;
    spoken = '';
    paint();
    const told = missed;
    if (detail.alerts.length === 0 && !detail.gap) setTimeout(() => missed === told && forget(), CALM);
  });
  setInterval(tick, 1000);
  paint();

  /** Rebuilt only when the meaning changes: screen readers speak a status that is replaced. */
  function paint() {
    const { state, since, attempt, paused } = feed.status;
    const meaning = [state, paused?.detail, attempt, missed?.alerts.length, missed?.gap].join();
    if (meaning === spoken) return;
    spoken = meaning;
    const held = state === 'live' && paused;
    host.dataset.state = held ? 'paused' : state;
    fill(
      host,
      el('i', { class: 'dot' }),
      el('b', {}, held ? 'Paused' : word(state)),
      held ? pausedText(paused) : state === 'live' ? liveText() : lostText(state, since, attempt),
    );
    tick();
  }

  function liveText() {
    if (!missed) return el('span', { class: 'long', 'aria-hidden': 'true', data: { tick: 'last' } });
    const n = distinct(missed.alerts).length;
    if (missed.unknown) return [el('span', { title: missed.unknown }, 'what was missed cannot be read'), dismiss()];
    const how = missed.gap ? el('span', { class: 'long', title: GONE }, fromTables(missed)) : el('span', { class: 'long' }, 'caught up,');
    if (n === 0) return [how, el('span', {}, missed.gap ? 'missed no alert' : 'missed nothing'), dismiss()];
    return [
      how,
      el('span', {}, `missed ${count(n, 'alert')}`),
      el('button', { class: 'link', type: 'button', on: { click: showMissed } }, 'Show'),
    ];
  }

  function pausedText({ detail, since }) {
    return el('span', { class: 'long', title: detail }, 'since ', timeElement(since, clockSeconds(since)), `. ${detail}`);
  }

  function lostText(state, since, attempt) {
    const retry = el('button', { class: 'link', type: 'button', on: { click: () => feed.retry() } }, 'Retry');
    if (state === 'offline') return [el('span', { class: 'long' }, 'since ', timeElement(since, clockSeconds(since))), retry];
    if (attempt === 0) return null;
    const data = feed.status.lastEventAt ? ` Showing data from ${clockSeconds(feed.status.lastEventAt)}` : '';
    return [
      el(
        'span',
        { class: 'long' },
        `attempt ${attempt}`,
        el('span', { 'aria-hidden': 'true', data: { tick: 'next' } }),
        `.${data}`,
      ),
      state === 'reconnecting' && retry,
    ];
  }

  function tick() {
    const last = host.querySelector('[data-tick=last]');
    if (last)
      last.textContent = feed.status.lastEventAt
        ? `last event ${duration(Math.max(1, (Date.now() - feed.status.lastEventAt) / 1000))} ago`
        : 'waiting for the first event';
    const next = host.querySelector('[data-tick=next]');
    if (next) next.textContent = `, next in ${duration(Math.max(0, feed.status.nextAt - Date.now()) / 1000)}`;
  }

  function dismiss() {
    return el('button', { class: 'link', type: 'button', on: { click: forget } }, 'OK');
  }

  function showMissed() {
    const alerts = distinct(missed.alerts);
    forget();
    show(alerts);
  }

  function forget() {
    missed = null;
    paint();
  }
}

/** What was missed where the stream no longer has it: what Cassandra tells of that time. */
async function lookedUp({ alerts, gap, since }) {
  const sentAgain = alerts.filter((alert) => Date.parse(alert.firedAt) >= since || Date.parse(alert.endsAt) >= since);
  try {
    return { alerts: [...(await alertsSince(since)), ...sentAgain], gap, since };
  } catch (problem) {
    return { alerts: sentAgain, gap, since, unknown: problem.sentence ?? problem.message };
  }
}

function fromTables({ since }) {
  return ['caught up from the tables since ', timeElement(since, clockSeconds(since)), ','];
}

function word(state) {
  return { live: 'Live', connecting: 'Connecting', reconnecting: 'Reconnecting', offline: 'Offline' }[state];
}

function distinct(alerts) {
  return [...new Map(alerts.map((alert) => [alert.id, alert])).values()];
}
