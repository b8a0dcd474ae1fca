/* The live chart of the selected series, with those it is compared with. */

import { empty, failed, noteBar, skeleton } from '../blank.js';
import { addReading, isBlank, readPicture, replaceTail } from '../chart/picture.js';
import { Plot } from '../chart/plot.js';
import { paintReadout } from '../chart/readout.js';
import { el, fill } from '../dom.js';
import { clockSeconds, duration, number, timeElement } from '../format.js';
import { mountChartHead } from './chart-head.js';
import { mountCompare } from './compare.js';
import { mountRanges } from './ranges.js';

const HOUR = 3600_000;
const TAIL_EVERY = 5_000;
const MOVE_EVERY = 10_000;
const YOUNG = [0.25, 1];

const rounded = (hours) => Math.round(hours * 100) / 100;
const toSecond = (time) => Math.round(time / 1000) * 1000;

/** @param {{alerts, series, sources, rules, view, feed}} board */
export function mountChart(board) {
  const { alerts, series, sources, rules, view, feed } = board;
  const panel = document.getElementById('chart-panel');
  const host = document.getElementById('plot');
  const readout = document.getElementById('readout');
  const plot = new Plot(host, { scene, onCursor, onZoom, onPan: pan });
  let picture = null;
  let reading = null;
  let tail = null;

  mountRanges({ ranges: document.getElementById('ranges'), pan: document.getElementById('pan') }, view, pan);
  mountCompare(document.getElementById('compare'), board);
  mountChartHead(board);
  rules.addEventListener('change', () => plot.redraw());
  sources.addEventListener('change', () => picture && picture.items.length > 1 && plot.redraw());
  alerts.addEventListener('fired', redrawSpans);
  alerts.addEventListener('ended', ({ detail }) => {
    if (picture && detail.series === picture.items[0].series) picture.history.push(detail);
    redrawSpans({ detail });
  });
  view.addEventListener('change', ({ detail }) => {
    if (detail.some((name) => ['series', 'compare', 'hours', 'until'].includes(name))) load();
  });
  series.addEventListener('change', firstLoad);
  series.addEventListener('reading', ({ detail }) => follow(detail));
  feed.addEventListener('state', paintFrozen);
  feed.addEventListener('caughtup', () => load(false));
  setInterval(move, MOVE_EVERY);
  fill(host, skeleton('chart', 6, [100]));
  firstLoad();

  function firstLoad() {
    if (!picture && !reading && chosen().length > 0) load();
    else if (series.state === 'failed' && series.all.length === 0)
      blank(empty({ glyph: 'starved', title: 'No series is known', text: 'The chart follows as soon as series can be read.' }));
    else if (series.state !== 'loading' && series.all.length === 0)
      blank(
        empty({ glyph: 'stale', title: 'Nothing to draw yet', text: 'The chart starts with the first reading of any series.' }),
      );
  }

  function chosen() {
    const first = series.get(view.get('series'));
    return first
      ? [
          first,
          ...view
            .get('compare')
            .map((name) => series.get(name))
            .filter(Boolean),
        ]
      : [];
  }

  function span() {
    const until = view.get('until') ?? Date.now();
    return { from: until - view.get('hours') * HOUR, until };
  }

  async function load(showLoading = true) {
    const items = chosen();
    if (items.length === 0) return;
    reading?.abort();
    reading = new AbortController();
    const { signal } = reading;
    panel.setAttribute('aria-busy', 'true');
    if (showLoading) panel.classList.add('loading');
    try {
      const next = await readPicture(board, items, span(), signal, view.get('until') !== null);
      if (signal.aborted) return;
      const first = picture === null;
      picture = next;
      const fitting = first ? hoursOfYoung(next) : null;
      if (fitting) view.suggest({ hours: fitting });
      else draw();
    } catch (problem) {
      if (signal.aborted) return;
      picture = null;
      blank(
        failed({
          title: 'The chart cannot be read',
          problem,
          stillTrue: 'New readings are still shown in the list.',
          retry: () => load(),
        }),
      );
    } finally {
      if (!signal.aborted) {
        panel.setAttribute('aria-busy', 'false');
        panel.classList.remove('loading');
      }
    }
  }

  /** A series of the last minutes would be squeezed into a corner of the usual six hours: the shortest range that holds it. */
  function hoursOfYoung({ readings, windows, items }) {
    if (view.isChosen('hours') || view.get('until') || items.length > 1) return null;
    const first = readings[0]?.t ?? windows[0][0]?.from ?? 0;
    return YOUNG.find((hours) => first > Date.now() - 0.9 * hours * HOUR) ?? null;
  }

  function draw() {
    if (isBlank(picture)) {
      blank(nothing());
      return;
    }
    host.querySelectorAll('.blank, .skel').forEach((node) => node.remove());
    readout.hidden = false;
    plot.show(picture);
    onCursor(null, false);
  }

  function blank(content) {
    plot.clear();
    readout.hidden = true;
    fill(host, content);
  }

  function nothing() {
    const item = picture.items[0];
    const hours = view.get('hours');
    const span = hours >= 48 ? `${number(hours / 24)} days` : hours === 1 ? 'hour' : hours < 1 ? duration(hours * 3600) : `${number(hours)} hours`;
    const wider =
      hours < 168 &&
      el('button', { class: 'btn', type: 'button', on: { click: () => view.set({ hours: 168, until: null }) } }, 'Show 7 d');
    const now =
      view.get('until') &&
      el('button', { class: 'btn', type: 'button', on: { click: () => view.set({ until: null }) } }, 'Back to now');
    return empty({
      glyph: 'stale',
      title: view.get('until') ? 'No readings in this span' : `No readings in the last ${span}`,
      text: el('span', {}, `The last reading of ${sources.name(item)} is of `, timeElement(Date.parse(item.observedAt)), '.'),
      actions: [wider, now].filter(Boolean),
    });
  }

  function scene() {
    const thresholds = picture.items.length > 0 ? rules.thresholds(picture.items[0]) : [];
    return { thresholds, names: picture.items.map((item) => sources.shortTitle(item)) };
  }

  function onCursor(index, spoken) {
    if (!picture || !plot.data) return;
    readout.setAttribute('aria-live', spoken ? 'polite' : 'off');
    paintReadout(readout, picture, plot.data, index, scene().names);
  }

  function onZoom(from, until) {
    view.set({ hours: rounded(Math.max((until - from) / HOUR, 0.1)), until: toSecond(until) });
  }

  /** Moves the span by a part of its width; past now it follows the present again. */
  function pan(part) {
    const { until } = span();
    const next = until + part * view.get('hours') * HOUR;
    view.set({ until: next >= Date.now() ? null : toSecond(next) });
  }

  function follow(detail) {
    if (!picture || view.get('until')) return;
    const index = picture.items.findIndex((item) => item.series === detail.series);
    if (index < 0) return;
    picture.items[index] = series.get(detail.series);
    if (index === 0 && picture.items.length === 1 && picture.size !== 'PT1H') addReading(picture, detail);
    move();
    tail ??= setTimeout(readTail, TAIL_EVERY);
  }

  /** Open windows change with every reading: only the last ones are read again. */
  async function readTail() {
    tail = null;
    const current = picture;
    if (!current) return;
    try {
      const now = Date.now();
      const tails = await Promise.all(
        current.items.map((item) => series.windows(item, current.size, now - 3 * current.step, now)),
      );
      if (current !== picture) return;
      tails.forEach((list, index) => replaceTail(current, index, list));
      move();
    } catch {
      // The next reading asks again; a lasting failure shows in the connection and the other panels.
    }
  }

  function move() {
    if (!picture || view.get('until') || document.hidden || host.querySelector('.blank')) {
      if (picture && host.querySelector('.blank') && picture.readings.length > 0) draw();
      return;
    }
    Object.assign(picture, span());
    plot.redraw();
  }

  function redrawSpans({ detail }) {
    if (picture && detail.series === picture.items[0].series) plot.redraw();
  }

  function paintFrozen() {
    panel.querySelector('.note-bar')?.remove();
    const { state, since, attempt } = feed.status;
    if (state === 'live' || attempt < 2 || !picture) return;
    host.before(
      noteBar(
        `New readings stopped. The chart shows what was known at ${clockSeconds(feed.status.lastEventAt ?? since)}.`,
        el('button', { class: 'btn', type: 'button', on: { click: () => feed.retry() } }, 'Reconnect'),
      ),
    );
  }
}
