/* The alerts of the last day or week, one lane for each series: open, acknowledged, silenced. */

import { empty, failed, noteBar, skeleton } from '../blank.js';
import { el, fill, oncePerFrame } from '../dom.js';
import { clock, count, day, duration, moment, preciseDuration, utc, wholeHours } from '../format.js';
import { rankOf, toneOf } from '../model/alerts.js';
import { endOf } from '../model/history.js';
import { preferences } from '../preferences.js';

const HOUR = 3600_000;
const SPANS = [
  [24, '24 h'],
  [168, '7 d'],
];
const LANES = 40;

/** @param {{history, sources, view, select: (series: string) => void}} board */
export function mountTimeline({ history, sources, view, select }) {
  const panel = document.getElementById('time-panel');
  const host = document.getElementById('gantt');
  const meta = document.getElementById('time-meta');
  const spans = SPANS.map(([hours, text]) =>
    el('button', { type: 'button', value: hours, on: { click: () => view.set({ span: hours }) } }, text),
  );
  document.getElementById('time-span').append(...spans);

  const repaint = oncePerFrame(paint);
  for (const book of [history, sources]) book.addEventListener('change', repaint);
  preferences.addEventListener('change', repaint);
  view.addEventListener('change', ({ detail }) => {
    if (detail.includes('span')) history.over(view.get('span'));
  });
  setInterval(repaint, 60_000);
  paint();

  function paint() {
    panel.setAttribute('aria-busy', String(history.state === 'loading'));
    for (const button of spans) button.setAttribute('aria-pressed', String(Number(button.value) === history.hours));
    const shown = history.current;
    panel.querySelector('.note-bar')?.remove();
    paintMeans();
    if (history.state !== 'ready' && !history.readAt) return paintEmptyHanded();
    if (history.state === 'failed')
      panel.querySelector('header').after(noteBar('The history of alerts cannot be read now; this is what was known.', retry()));
    fill(meta, count(shown.length, 'alert'));
    if (shown.length === 0) {
      host.className = '';
      fill(
        host,
        empty({
          glyph: 'ack',
          title: history.hours > 24 ? 'A quiet week' : 'A quiet day',
          text: `No alert in the last ${history.hours > 24 ? '7 days' : '24 hours'}.`,
        }),
      );
      return;
    }
    host.className = 'gantt';
    const key = host.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const marks = ticks();
    fill(host, lanes(shown, marks), axis(marks), legend());
    // Whoever stands on a bar stands on it afterwards.
    if (key) host.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  }

  function paintEmptyHanded() {
    host.className = '';
    fill(meta, history.state === 'loading' ? 'loading' : 'unknown');
    fill(
      host,
      history.state === 'loading'
        ? skeleton('the timeline', 4, [30, 62])
        : failed({
            title: 'The history of alerts cannot be read',
            problem: history.problem,
            stillTrue: 'Active alerts are listed beside it.',
            retry: () => history.load(),
          }),
    );
  }

  function retry() {
    return el('button', { class: 'btn', type: 'button', on: { click: () => history.load() } }, 'Try again');
  }

  function paintMeans() {
    const { acknowledge, resolve } = history.means;
    fill(
      document.getElementById('mttx'),
      figure('Mean time to acknowledge', acknowledge, 'none acknowledged yet'),
      figure('Mean time to resolve', resolve, 'none resolved yet'),
    );
  }

  function figure(name, { now, before }, nothing) {
    if (history.state !== 'ready' && !history.readAt) return null;
    const was = before === null ? null : el('span', { class: 'dim' }, ` was ${preciseDuration(before)}`);
    return el(
      'div',
      {},
      el('dt', {}, name),
      el('dd', {}, now === null ? el('span', { class: 'dim' }, nothing) : preciseDuration(now), was),
    );
  }

  function lanes(shown, marks) {
    const bySeries = Map.groupBy ? Map.groupBy(shown, (alert) => alert.series) : grouped(shown);
    const ordered = [...bySeries.entries()].sort(([, one], [, other]) => urgency(other) - urgency(one));
    const rest = ordered.length - LANES;
    return [
      ...ordered.slice(0, LANES).flatMap(([, list]) => lane(list, marks)),
      rest > 0 && el('p', { class: 'more small dim' }, `and ${rest} more series`),
    ];
  }

  function lane(list, marks) {
    const [first] = list;
    const bars = [...list].sort((one, other) => rankOf(one.severity) - rankOf(other.severity)).map(bar);
    return [
      el(
        'button',
        { class: 'lab', type: 'button', title: first.series, data: { key: first.series }, on: { click: () => select(first.series) } },
        sources.name(first),
      ),
      el(
        'div',
        { class: 'lane' },
        marks.map((t) => el('i', { class: 'tick', style: { left: percent(t) } })),
        bars,
      ),
    ];
  }

  function bar(alert) {
    const from = Date.parse(alert.startsAt);
    const until = Math.min(endOf(alert), Date.now());
    const tone = alert.silence && !alert.endsAt ? 's' : ({ crit: 'c', warn: 'w' }[toneOf(alert.severity)] ?? 'i');
    const start = Math.max(from, Date.now() - history.hours * HOUR);
    const taken = alert.acknowledgement ? Math.max(start, Date.parse(alert.acknowledgement.at)) : until;
    const open = until > start ? Math.min(1, (taken - start) / (until - start)) : 1;
    const words = `${sources.name(alert)}, ${alert.rule.name}: ${moment(from)} to ${alert.endsAt ? moment(until) : 'now'}, ${duration((until - from) / 1000)}${alert.acknowledgement ? `, acknowledged by ${alert.acknowledgement.by}` : ''}`;
    return el(
      'button',
      {
        class: `bar ${tone}`,
        type: 'button',
        data: { key: alert.id },
        title: `${words} (${utc(from)} to ${alert.endsAt ? utc(until) : 'now'})`,
        'aria-label': `${alert.severity.toLowerCase()}, ${words}`,
        style: { left: percent(start), width: `${((until - start) / (history.hours * HOUR)) * 100}%` },
        on: { click: () => show(alert, from, until) },
      },
      el('i', { class: 'un', style: { width: `${open * 100}%` } }),
      el('i', { class: 'ak', style: { width: `${(1 - open) * 100}%` } }),
    );
  }

  /** A past alert is shown on the chart with some time around it. */
  function show(alert, from, until) {
    const margin = Math.max((until - from) * 0.5, HOUR / 2);
    const end = until + margin;
    select(
      alert.series,
      alert.endsAt && end < Date.now()
        ? { hours: Math.ceil((end - from + margin) / HOUR), until: Math.round(end / 1000) * 1000 }
        : {},
    );
  }

  /** Every third hour, or every midnight of a week, on the reader's clock. */
  function ticks() {
    const step = history.hours > 24 ? 24 : 3;
    const from = Date.now() - history.hours * HOUR;
    const marks = [];
    for (let t = wholeHours(Date.now(), step); t > from; t = wholeHours(t - 1, step)) marks.unshift(t);
    return marks;
  }

  function axis(marks) {
    // No label stands where `now` does, also on a phone.
    const near = history.hours * HOUR * 0.13;
    return [
      el('span', { class: 'lab ax' }),
      el(
        'div',
        { class: 'axis' },
        marks.map(
          (t, i) =>
            Date.now() - t > near &&
            t - (Date.now() - history.hours * HOUR) > near / 4 &&
            el('span', { class: i % 2 ? 'h3' : null, style: { left: percent(t) } }, history.hours > 24 ? day(t) : clock(t)),
        ),
        el('span', { class: 'now' }, 'now'),
      ),
    ];
  }

  function percent(t) {
    return `${100 - ((Date.now() - t) / (history.hours * HOUR)) * 100}%`;
  }
}

function legend() {
  return el(
    'p',
    { class: 'legend' },
    [
      ['k-c', 'critical, open'],
      ['k-ca', 'acknowledged'],
      ['k-w', 'warning, open'],
      ['k-wa', 'acknowledged'],
      ['k-s', 'silenced'],
    ].map(([look, text]) => el('span', {}, el('i', { class: look }), text)),
  );
}

function urgency(list) {
  const live = list.some((alert) => !alert.endsAt);
  return (live ? 1e15 : 0) + Math.max(...list.map((alert) => Date.parse(alert.startsAt)));
}

function grouped(list) {
  const groups = new Map();
  for (const alert of list) groups.set(alert.series, [...(groups.get(alert.series) ?? []), alert]);
  return groups;
}
