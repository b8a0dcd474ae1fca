/* What an alert says about itself, in words. */

import { count, duration, plainQuantity, quantity } from '../format.js';
import { since } from '../model/alerts.js';
import { isPipeline } from '../model/pipeline.js';
import { convert } from '../units.js';

const WITHOUT_THRESHOLD = { silence: 'no reading comes', pipeline: '' };

/** How long it has been broken. */
export function lived(alert) {
  return duration((Date.now() - since(alert)) / 1000);
}

/** `, 48 readings`, as of its last step; a fault of the pipeline has none. */
export function readings(alert) {
  return isPipeline(alert) || alert.readings < 2 ? '' : `, ${count(alert.readings, 'reading')}`;
}

/** What breaks a threshold is the reading itself, and there may be a newer one; other rules judge a figure of their own. */
export function judgedOf(alert, series) {
  const newest = alert.condition === 'threshold' ? series.get(alert.series) : null;
  return newest && Date.parse(newest.observedAt) >= since(alert) ? newest : alert;
}

/** The same as nodes. */
export function judgedNow(alert, series) {
  const { value, unit } = judgedOf(alert, series);
  return quantity(value, unit);
}

/** `, peak 39.7 °C` where the peak tells more than the value. */
export function peak(alert) {
  if (!known(alert.peak) || alert.peak === alert.value) return '';
  return `, peak ${plainQuantity(alert.peak, alert.unit)}`;
}

/** `over 37.8 °C` as nodes, or what kind of rule is broken where there is no threshold. */
export function breach(alert) {
  if (!known(alert.threshold)) return WITHOUT_THRESHOLD[alert.condition] ?? alert.condition;
  return [isBelow(alert) ? 'under ' : 'over ', quantity(alert.threshold, alert.thresholdUnit)];
}

/** `, > 37.8 °C`, the short form of the same. */
export function bound(alert) {
  if (!known(alert.threshold)) return '';
  return `, ${isBelow(alert) ? '<' : '>'} ${plainQuantity(alert.threshold, alert.thresholdUnit)}`;
}

/** The worst value so far tells on which side the rule is broken; the last one may have come back already. */
function isBelow(alert) {
  return known(alert.peak) && convert(alert.peak, alert.unit, alert.thresholdUnit) < alert.threshold;
}

function known(value) {
  return value !== null && value !== undefined;
}
