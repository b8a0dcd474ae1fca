/* The alerts of the last day or week, and how fast people and things recovered. */

import { alertHistory } from './alerts.js';
import { Book } from './book.js';

const HOUR = 3600_000;
const SETTLE = 2_000;

export class HistoryBook extends Book {
  #alerts = [];
  #settling = null;
  hours = 24;

  async reread() {
    const now = Date.now();
    this.#alerts = (await alertHistory(now - 2 * this.hours * HOUR, now)).filter((alert) => alert.firedAt);
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
    return this.#alerts.filter((alert) => endOf(alert) >= from);
  }

  /** Mean times in seconds of this span and of the one before it; null where there was nothing to measure. */
  get means() {
    const from = Date.now() - this.hours * HOUR;
    const now = this.#alerts.filter((alert) => Date.parse(alert.firedAt) >= from);
    const before = this.#alerts.filter((alert) => Date.parse(alert.firedAt) < from);
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
