/* The active alerts: read from Cassandra once, then moved on by the stream. */

import { change, read, readAll, withParameters } from '../api.js';
import { Book } from './book.js';

/** Cassandra may be so far behind the stream, in milliseconds. */
const BEHIND = 60_000;
/** By then, in milliseconds, it has caught up when nothing is wrong. */
const CAUGHT_UP = 5_000;
const PAUSE = 1_000;
/** An alert that has lasted longer, in milliseconds, is not looked for by its beginning. */
const LONGEST = 48 * 3600_000;

const RANK = { CRITICAL: 3, WARNING: 2, INFO: 1 };

/** Group of an alert in the list: firing, acknowledged, silenced or pending. */
export function groupOf(alert) {
  if (alert.state === 'PENDING') return 'pending';
  if (alert.silence) return 'silenced';
  return alert.acknowledgement ? 'acknowledged' : 'firing';
}

/** Class and glyph name of a severity: crit, warn or info. */
export function toneOf(severity) {
  return { CRITICAL: 'crit', WARNING: 'warn' }[severity] ?? 'info';
}

export function rankOf(severity) {
  return RANK[severity] ?? 0;
}

/** Emits `change`; `fired` with an alert that has begun to fire; `ended` with one that has resolved. */
export class AlertBook extends Book {
  #alerts = new Map();
  #sorted = null;
  #bySeries = null;
  #heard = new Map();
  #again = null;

  /** Reads the list, and once more when it has caught up: what ended shortly before the stream was heard is told by nobody. */
  async load() {
    await super.load();
    clearTimeout(this.#again);
    this.#again = setTimeout(() => super.load(), CAUGHT_UP);
  }

  async reread() {
    const items = await readAll('/alerts');
    const known = this.#alerts;
    this.#alerts = new Map(items.map((alert) => [alert.id, newer(known.get(alert.id), alert)]));
    for (const { event } of this.#lately()) {
      const listed = this.#alerts.get(event.id);
      if (event.state === 'RESOLVED' && listed && listed.sequence <= event.sequence) this.#alerts.delete(event.id);
      if (event.state !== 'RESOLVED' && !listed) this.#alerts.set(event.id, known.get(event.id) ?? event);
    }
  }

  /** What the stream told of late: the list may not have it yet. */
  #lately() {
    for (const [id, { at }] of this.#heard) if (Date.now() - at > BEHIND) this.#heard.delete(id);
    return [...this.#heard.values()];
  }

  /** All that are PENDING or FIRING, the most severe first, then the newest. */
  get active() {
    this.#sorted ??= [...this.#alerts.values()].sort(
      (one, other) =>
        rankOf(other.severity) - rankOf(one.severity) || since(other) - since(one) || one.id.localeCompare(other.id),
    );
    return this.#sorted;
  }

  get size() {
    return this.#alerts.size;
  }

  /** The alerts of one series, the most severe first. */
  of(series) {
    if (!this.#bySeries) {
      this.#bySeries = new Map();
      for (const alert of this.active) this.#bySeries.set(alert.series, [...(this.#bySeries.get(alert.series) ?? []), alert]);
    }
    return this.#bySeries.get(series) ?? [];
  }

  changed() {
    this.#sorted = null;
    this.#bySeries = null;
    super.changed();
  }

  get(id) {
    return this.#alerts.get(id);
  }

  /**
   * Takes in one event of the stream. An older step changes nothing; the same step again may bring new marks. What the stream
   * says before the list was read is no news, but what is active anyway.
   */
  apply(event) {
    const known = this.#alerts.get(event.id);
    if (known && known.sequence > event.sequence) return;
    this.#heard.set(event.id, { event, at: Date.now() });
    const ended = event.state === 'RESOLVED';
    if (ended) this.#alerts.delete(event.id);
    else this.#alerts.set(event.id, { ...known, ...event });
    this.changed();
    if (ended) this.dispatchEvent(new CustomEvent('ended', { detail: event }));
    else if (event.state === 'FIRING' && known?.state !== 'FIRING' && this.state === 'ready')
      this.dispatchEvent(new CustomEvent('fired', { detail: event }));
  }

  /** An alert whole, with its events and notes. */
  details(id) {
    return read(`/alerts/${encodeURIComponent(id)}`);
  }

  async acknowledge(alert, comment = '') {
    await onceStored(alert, () => change('POST', `/alerts/${encodeURIComponent(alert.id)}/acknowledge`, { comment }));
    await this.#refresh(alert.id);
  }

  async unacknowledge(alert) {
    await change('DELETE', `/alerts/${encodeURIComponent(alert.id)}/acknowledge`);
    await this.#refresh(alert.id);
  }

  async comment(alert, comment) {
    await onceStored(alert, () => change('POST', `/alerts/${encodeURIComponent(alert.id)}/comments`, { comment }));
    await this.#refresh(alert.id);
  }

  /** Silences this rule on this series for a time in minutes. */
  async silence(alert, minutes, comment) {
    const from = new Date();
    await change('POST', '/silences', {
      matchers: { source: alert.source, entity: alert.entity, metric: alert.metric, rule: alert.rule.id },
      from: from.toISOString(),
      until: new Date(from.getTime() + minutes * 60_000).toISOString(),
      comment,
    });
    await this.#refresh(alert.id);
  }

  async unsilence(alert) {
    await change('DELETE', `/silences/${encodeURIComponent(alert.silence.id)}`);
    await this.#refresh(alert.id);
  }

  /** Reads one alert again; one that Cassandra does not have yet is left to the stream. */
  async #refresh(id) {
    const fresh = (await readAll('/alerts')).find((alert) => alert.id === id);
    if (fresh && this.#alerts.has(id)) this.#alerts.set(id, newer(this.#alerts.get(id), fresh));
    this.changed();
  }
}

/** All alerts that started between two instants, oldest first. */
export async function alertHistory(from, to, filters = {}) {
  const path = withParameters('/alerts/history', { from: iso(from), to: iso(to), limit: 1000, ...filters });
  const items = await readAll(path, 2000);
  return items.sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
}

/** The alerts that began to fire or ended since an instant, as Cassandra knows them. */
export async function alertsSince(time) {
  const lived = await alertHistory(time - LONGEST, Date.now());
  return lived.filter((alert) => Date.parse(alert.firedAt) >= time || Date.parse(alert.endsAt) >= time);
}

/** An alert that has just come may not be stored yet: what is done about it is tried again until it is. */
async function onceStored(alert, perform) {
  for (;;) {
    try {
      return await perform();
    } catch (problem) {
      if (problem.status !== 404 || Date.now() - Date.parse(alert.at) > BEHIND) throw problem;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

function newer(known, fresh) {
  return known && known.sequence > fresh.sequence
    ? { ...fresh, ...known, acknowledgement: fresh.acknowledgement, silence: fresh.silence }
    : fresh;
}

/** Instant in milliseconds since which an alert is broken. */
export function since(alert) {
  return Date.parse(alert.startsAt);
}

function iso(time) {
  return new Date(time).toISOString();
}
