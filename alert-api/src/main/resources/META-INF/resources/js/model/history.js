/* The alerts of the last day or week, and how fast people and things recovered. */

import { alertHistory } from './alerts.js';
import { Book } from './book.js';

const HOUR = 3600_000;
const SETTLE = 2_000;

/** Cassandra's history, and over it what the stream has told since: the timeline never disagrees with the list. */
export class HistoryBook extends Book {
  #stored = [];
  #alerts;
  #ended = new Map();
  #settling = null;
  hours = 24;

  /** @param {import('./alerts.js').AlertBook} alerts that are active */
  constructor(alerts) {
    super();
    this.#alerts = alerts;
    alerts.addEventListener('change', () => this.changed());
    alerts.addEventListener('fired', () => this.refreshSoon());
    alerts.addEventListener('ended', ({ detail }) => {
      this.#ended.set(detail.id, detail);
      this.refreshSoon();
    });
  }

  async reread() {
    const now = Date.now();
    this.#stored = await alertHistory(now - 2 * this.hours * HOUR, now);
    for (const { id, endsAt } of this.#stored) if (endsAt) this.#ended.delete(id);
  }

  get #all() {
    const all = new Map(this.#stored.map((alert) => [alert.id, alert]));
    for (const alert of this.#ended.values()) {
      const stored = all.get(alert.id);
      all.set(alert.id, { ...stored, ...alert, acknowledgement: stored?.acknowledgement ?? alert.acknowledgement });
    }
    for (const alert of this.#alerts.active) all.set(alert.id, { ...all.get(alert.id), ...alert });
    return [...all.values()].filter((alert) => alert.firedAt);
  }

  /** Shows another span. */
  over(hours) {
    this.hours = hours;
    this.state = 'loading';
    this.changed();
    return this.load();
  }

  /** Reads again when a burst of events is over. */
  refreshSoon() {
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.load(), SETTLE);
  }

  /** Alerts that lived within the span that ends now. */
  get current() {
    const from = Date.now() - this.hours * HOUR;
    return this.#all.filter((alert) => endOf(alert) >= from);
  }

  /** Mean times in seconds of this span and of the one before it; null where there was nothing to measure. */
  get means() {
    const from = Date.now() - this.hours * HOUR;
    const all = this.#all;
    const now = all.filter((alert) => Date.parse(alert.firedAt) >= from);
    const before = all.filter((alert) => Date.parse(alert.firedAt) < from);
    return {
      acknowledge: { now: mean(now.map(secondsToAcknowledge)), before: mean(before.map(secondsToAcknowledge)) },
      resolve: { now: mean(now.map(secondsToResolve)), before: mean(before.map(secondsToResolve)) },
    };
  }
}

function secondsToAcknowledge({ firedAt, acknowledgement }) {
  return acknowledgement ? Math.max(0, (Date.parse(acknowledgement.at) - Date.parse(firedAt)) / 1000) : null;
}

function secondsToResolve({ firedAt, endsAt }) {
  return endsAt ? (Date.parse(endsAt) - Date.parse(firedAt)) / 1000 : null;
}

/** When an alert ended; infinity while it lives. */
export function endOf(alert) {
  return alert.endsAt ? Date.parse(alert.endsAt) : Infinity;
}

function mean(values) {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
