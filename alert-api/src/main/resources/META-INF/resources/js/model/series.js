/* Every series with its newest reading, and what it did lately. */

import { read, readAll, seriesPath, withParameters } from '../api.js';
import { Book } from './book.js';

const RECENT_HOURS = 3;
const RECENT_POINTS = 160;
const SMOOTH_BUCKETS = 40;
const TREND_MINUTES = 30;
const PARALLEL = 4;
const HOUR = 3600_000;

/** Emits `change`, and `reading` with each new reading. */
export class SeriesBook extends Book {
  #series = new Map();
  #recent = new Map();
  #shapes = new Map();
  #asked = new Set();
  #wanted = [];
  #running = 0;

  async reread() {
    const items = await readAll('/series', 20_000);
    for (const item of items) this.#keep(item);
    this.#next();
  }

  get all() {
    return [...this.#series.values()];
  }

  get(series) {
    return this.#series.get(series);
  }

  /** Takes in one reading of the stream; an older one than known changes nothing here. */
  apply(reading) {
    this.#keep(reading);
    this.#recent.get(reading.series)?.push(point(reading));
    this.#shapes.delete(reading.series);
    this.#trim(reading.series);
    this.changed();
    this.dispatchEvent(new CustomEvent('reading', { detail: reading }));
  }

  #keep(item) {
    const known = this.#series.get(item.series);
    if (!known || Date.parse(item.observedAt) >= Date.parse(known.observedAt)) this.#series.set(item.series, item);
  }

  /** The shape of the last three hours: a few dozen smoothed points {t, v}, or null when they are not read yet. */
  recent(series) {
    const points = this.#recent.get(series);
    if (!points) return null;
    if (!this.#shapes.has(series)) this.#shapes.set(series, smoothed(points));
    return this.#shapes.get(series);
  }

  /** Asks for the recent points of a series. Only a few are read at once: five hundred rows must not be five hundred requests. */
  want(series) {
    if (this.#asked.has(series)) return;
    this.#asked.add(series);
    this.#wanted.push(series);
    this.#next();
  }

  /** Readings between two instants, oldest first, thinned by the server to about `points`. */
  async readings(item, from, to, points, signal) {
    const path = withParameters(`${seriesPath(item)}/readings`, { from: iso(from), to: iso(to), points });
    return items(await read(path, { signal }))
      .map(point)
      .sort((one, other) => one.t - other.t);
  }

  /** Windows of a size (PT1M, PT5M, PT1H) between two instants, oldest first. */
  async windows(item, size, from, to, signal) {
    const path = withParameters(`${seriesPath(item)}/windows`, { size, from: iso(from), to: iso(to) });
    return items(await read(path, { signal }))
      .map((window) => ({ ...window, from: Date.parse(window.start), to: Date.parse(window.end) }))
      .sort((one, other) => one.from - other.from);
  }

  /** What PostgreSQL kept of a span: readings (none with windows of an hour) and windows, oldest first. */
  async archive(item, size, from, to, signal) {
    const path = withParameters(`${seriesPath(item)}/archive`, { size, from: iso(from), to: iso(to) });
    const { readings, windows } = await read(path, { signal });
    return {
      readings: readings.map(point),
      windows: windows.map((window) => ({ ...window, from: Date.parse(window.start), to: Date.parse(window.end) })),
    };
  }

  /**
   * Which way a series goes: 'rising', 'falling', 'level', or null where that is not known.
   * It rises or falls when its smoothed value moved by more than a quarter of its recent range within half an hour.
   */
  trend(series) {
    const points = this.recent(series);
    if (!points || points.length < 3 || points.at(-1).t - points[0].t < (TREND_MINUTES / 2) * 60_000) return null;
    const last = points.at(-1);
    const before = points.findLast((p) => p.t <= last.t - TREND_MINUTES * 60_000) ?? points[0];
    const values = points.map((p) => p.v);
    const step = (Math.max(...values) - Math.min(...values)) / 4;
    if (last.v - before.v > step) return 'rising';
    return before.v - last.v > step ? 'falling' : 'level';
  }

  /** An alert may ask for its series before the list of them was read: it waits. */
  #next() {
    while (this.#running < PARALLEL) {
      const place = this.#wanted.findIndex((series) => this.#series.has(series));
      if (place < 0) return;
      this.#readRecent(this.#series.get(...this.#wanted.splice(place, 1)));
    }
  }

  async #readRecent(item) {
    const { series } = item;
    this.#running++;
    try {
      const now = Date.now();
      this.#recent.set(series, await this.readings(item, now - RECENT_HOURS * HOUR, now, RECENT_POINTS));
    } catch {
      this.#recent.set(series, []);
    } finally {
      this.#running--;
    }
    this.changed();
    this.#next();
  }

  #trim(series) {
    const points = this.#recent.get(series);
    if (!points) return;
    points.sort((one, other) => one.t - other.t);
    const oldest = Date.now() - RECENT_HOURS * HOUR;
    while (points.length > 2 && (points[0].t < oldest || points.length > 600)) points.shift();
  }
}

/** Means of equal spans of time: the server thins readings out to the extremes of each span, which a sparkline would show as noise. */
function smoothed(points) {
  if (points.length <= SMOOTH_BUCKETS) return points;
  const from = points[0].t;
  const width = (points.at(-1).t - from) / SMOOTH_BUCKETS || 1;
  const buckets = [];
  for (const point of points) {
    const index = Math.min(SMOOTH_BUCKETS - 1, Math.floor((point.t - from) / width));
    const bucket = buckets[index] ?? (buckets[index] = { t: 0, v: 0, n: 0, unit: point.unit });
    bucket.t += point.t;
    bucket.v += point.v;
    bucket.n++;
  }
  return buckets.filter(Boolean).map(({ t, v, n, unit }) => ({ t: t / n, v: v / n, unit }));
}

function point(reading) {
  return { t: Date.parse(reading.observedAt), v: reading.value, unit: reading.unit };
}

function items(answer) {
  return Array.isArray(answer) ? answer : answer.items;
}

function iso(time) {
  return new Date(time).toISOString();
}
