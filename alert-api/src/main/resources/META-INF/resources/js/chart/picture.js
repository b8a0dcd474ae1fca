/* What a chart shows, read from the API: readings, windows, alert spans and thresholds of a span of time. */

import { alertHistory } from '../model/alerts.js';
import { convert, shownUnit } from '../units.js';

/** Spans in hours up to which means are drawn of one and of five minutes; longer ones have means of an hour. */
const MEAN_1_MINUTE = 0.5;
const MEAN_5_MINUTES = 24;
const SHOWN_READINGS = 1500;
const HOUR = 3600_000;
const LONGEST_ALERT = 48 * HOUR;

/** @typedef {{t: number, v: number, unit: string}} Point */

/**
 * Reads the picture of a series and of those it is compared with.
 * @param {{series: import('../model/series.js').SeriesBook, alerts: import('../model/alerts.js').AlertBook}} books
 * @param {object[]} items the series, the first is the one that is judged
 * @param {{from: number, until: number}} span
 * @param {AbortSignal} signal
 * @param {boolean} archive whether to ask PostgreSQL for what Cassandra does not have of the span: it forgets, and may have begun later
 */
export async function readPicture({ series, alerts }, items, { from, until }, signal, archive = false) {
  const hours = (until - from) / HOUR;
  const size = hours <= MEAN_1_MINUTE ? 'PT1M' : hours <= MEAN_5_MINUTES ? 'PT5M' : 'PT1H';
  const step = { PT1M: 60_000, PT5M: 300_000, PT1H: HOUR }[size];
  const readings =
    items.length === 1 && hours <= MEAN_5_MINUTES ? series.readings(items[0], from, until, SHOWN_READINGS, signal) : [];
  const windows = items.map((item) => series.windows(item, size, from - step, until, signal));
  // Without spans the chart still tells most of its story.
  const history = alertHistory(from - LONGEST_ALERT, until, { series: items[0].series }).catch(() => []);
  const picture = {
    items,
    from,
    until,
    step,
    size,
    readings: await readings,
    windows: (await Promise.all(windows)).map((list) => list.map((window) => endingBy(window, until))),
    history: await history,
  };
  if (archive) await addArchive(picture, series, signal);
  return { ...picture, unit: unitOf(picture), alerts };
}

/** Puts before the first reading of each series what the archive has; `archivedUntil` tells where it ends. */
async function addArchive(picture, series, signal) {
  const begins = (index) =>
    Math.min(picture.windows[index][0]?.from ?? picture.until, (index === 0 && picture.readings[0]?.t) || picture.until);
  await Promise.all(
    picture.items.map(async (item, index) => {
      const first = begins(index);
      if (first - picture.from < 2 * picture.step) return;
      // Without the archive the rest of the picture is still true.
      const size = picture.size === 'PT1M' ? 'PT5M' : picture.size;
      const older = await series.archive(item, size, picture.from, first - 1, signal).catch(() => null);
      if (!older || older.windows.length === 0) return;
      picture.windows[index] = [...older.windows, ...picture.windows[index]];
      if (index > 0) return;
      if (picture.items.length === 1) picture.readings = [...older.readings, ...picture.readings];
      picture.archivedUntil = first;
    }),
  );
}

/** True where there is nothing at all to draw. */
export function isBlank(picture) {
  return picture.readings.length === 0 && picture.windows.every((list) => list.length === 0);
}

/** Adds a live reading to the picture. */
export function addReading(picture, reading) {
  const point = { t: Date.parse(reading.observedAt), v: reading.value, unit: reading.unit };
  const at = picture.readings.findIndex((known) => known.t >= point.t);
  if (at < 0) picture.readings.push(point);
  else picture.readings.splice(at, picture.readings[at].t === point.t ? 1 : 0, point);
}

/** Replaces the windows from an instant on: open windows still change. */
export function replaceTail(picture, index, tail) {
  if (tail.length === 0) return;
  const kept = picture.windows[index].filter((window) => window.from < tail[0].from);
  picture.windows[index] = [...kept, ...tail.map((window) => endingBy(window, Date.now()))];
}

/** Only a part of an open window has been: its middle, where its mean is drawn, must not lie in the future. */
function endingBy(window, until) {
  return { ...window, to: Math.max(window.from, Math.min(window.to, until)) };
}

/**
 * The columns of uPlot: x in seconds, readings, then one mean for each series, all in the unit that the reader sees. Undefined is
 * no value at an x of another column; null breaks the line of a mean where windows are missing.
 * @returns {(number|null|undefined)[][]}
 */
export function columns(picture) {
  const means = picture.windows.map((list) => meansOf(list, picture));
  const dots = new Map(picture.readings.map((point) => [point.t / 1000, inUnit(point.v, point.unit, picture)]));
  const x = [...new Set([...dots.keys(), ...means.flatMap((list) => [...list.keys()])])].sort((one, other) => one - other);
  return [x, x.map((t) => dots.get(t) ?? null), ...means.map((list) => x.map((t) => list.get(t)))];
}

/** Seconds to the mean of a window, or to null in the midst of a gap: a line over nothing would be invented, as would a band. */
function meansOf(list, picture) {
  const means = new Map();
  let last = null;
  for (const window of list) {
    const t = middle(window);
    if (last !== null && t - last > gap(picture)) means.set((last + t) / 2, null);
    means.set(t, inUnit(window.mean, window.unit, picture));
    last = t;
  }
  return means;
}

/** Windows that are further apart, in seconds, have others missing between them. */
export function gap(picture) {
  return (picture.step / 1000) * 3;
}

/** The min-max band of the judged series, in the unit that the reader sees. */
export function band(picture) {
  return picture.windows[0].map((window) => ({
    t: middle(window),
    low: inUnit(window.min, window.unit, picture),
    high: inUnit(window.max, window.unit, picture),
  }));
}

/** Alert spans of the judged series: {from, until, severity, live}, from the history and what is active now. */
export function spans(picture) {
  const found = new Map();
  for (const alert of [...picture.history, ...picture.alerts.of(picture.items[0].series)]) {
    if (alert.firedAt) found.set(alert.id, alert);
  }
  return [...found.values()]
    .map((alert) => ({
      from: Date.parse(alert.startsAt),
      until: alert.endsAt ? Date.parse(alert.endsAt) : Infinity,
      severity: alert.severity,
      live: !alert.endsAt,
    }))
    .filter((span) => span.until >= picture.from && span.from <= picture.until)
    .sort((one, other) => (one.severity === 'CRITICAL') - (other.severity === 'CRITICAL'));
}

/** A value in the unit that the reader sees on this chart. */
export function inUnit(value, unit, picture) {
  return convert(value, unit, shownUnit(picture.unit));
}

/** Middle of a window in seconds. */
export function middle(window) {
  return (window.from + window.to) / 2000;
}

function unitOf({ items, readings, windows }) {
  return items[0].unit ?? readings[0]?.unit ?? windows[0][0]?.unit ?? '';
}
