/* Above the chart: which series, its value now, and what to think of it. */

import { el, fill, icon, oncePerFrame } from '../dom.js';
import { figure, number, quantity, shortDuration, words } from '../format.js';
import { groupOf, toneOf } from '../model/alerts.js';
import { preferences } from '../preferences.js';
import { convert, digits, shownDifference, symbol } from '../units.js';

/** @param {{alerts, series, sources, view}} board */
export function mountChartHead({ alerts, series, sources, view }) {
  const host = document.getElementById('plot');
  const repaint = oncePerFrame(paintHead);
  for (const book of [alerts, series, sources]) book.addEventListener('change', repaint);
  preferences.addEventListener('change', repaint);
  view.addEventListener('change', repaint);
  setInterval(repaint, 15_000);
  paintHead();

  function paintHead() {
    const item = series.get(view.get('series'));
    const title = document.getElementById('chart-h');
    if (!item) {
      title.textContent = view.get('series') && series.state === 'ready' ? 'Unknown series' : 'Chart';
      return;
    }
    document.getElementById('chart-path').textContent = `${item.source} / ${item.entity} / ${item.metric}`;
    title.textContent = `${sources.title(item)}, ${words(item.metric).toLowerCase()}`;
    fill(document.getElementById('chart-now'), quantity(item.value, item.unit), ' ', judgement(item));
    host.setAttribute('aria-label', `Chart of ${sources.name(item)}`);
    document.getElementById('chart-sum').textContent =
      `${sources.name(item)}: now ${figure(item.value, item.unit)} ${symbol(item.unit)}. Arrow keys read values, Shift and arrows move through time.`;
  }

  function judgement(item) {
    const age = Date.now() - Date.parse(item.observedAt);
    const [alert] = alerts.of(item.series).filter((one) => one.state === 'FIRING');
    if (alert) {
      const tone = toneOf(alert.severity);
      const group = groupOf(alert);
      return state(
        tone,
        tone,
        `${alert.severity.toLowerCase()}${distance(item, alert)}${group === 'firing' ? '' : `, ${group}`}`,
      );
    }
    if (age > sources.staleAfter(item.source)) return state('mute', 'stale', `stale for ${shortDuration(age / 1000)}`);
    return alerts.state === 'failed' ? state('mute', 'starved', 'alerts unknown') : state('ok', 'ok', 'normal');
  }

  function distance(item, alert) {
    if (alert.threshold === null || alert.threshold === undefined) return '';
    const bound = convert(alert.threshold, alert.thresholdUnit, item.unit);
    const off = shownDifference(item.value - bound, item.unit);
    const below = alert.peak !== null && alert.peak !== undefined && convert(alert.peak, alert.unit, item.unit) < bound;
    const beyond = below ? -off : off;
    return beyond >= 0 ? `, ${number(beyond, digits(item.unit, item.value))} ${below ? 'under' : 'over'}` : ', not cleared yet';
  }

  function state(tone, glyph, text) {
    return el('span', { class: 'state', data: { s: tone } }, icon(glyph), text);
  }
}
