/* The span of the chart: fixed ranges, earlier and later, back to now. */

import { el, hidden, icon } from '../dom.js';

const RANGES = [
  [0.25, '15 min'],
  [1, '1 h'],
  [6, '6 h'],
  [24, '24 h'],
  [168, '7 d'],
];

/**
 * @param {{ranges: Element, pan: Element}} hosts
 * @param {import('../view.js').View} view
 * @param {(part: number) => void} pan
 */
export function mountRanges(hosts, view, pan) {
  const ranges = RANGES.map(([hours, text]) =>
    el('button', { type: 'button', value: hours, on: { click: () => view.set({ hours, until: null }) } }, text),
  );
  const earlier = el(
    'button',
    { class: 'btn icon', type: 'button', title: 'Earlier', on: { click: () => pan(-0.5) } },
    icon('earlier'),
    hidden('Earlier'),
  );
  const later = el(
    'button',
    { class: 'btn icon', type: 'button', title: 'Later', on: { click: () => pan(0.5) } },
    icon('later'),
    hidden('Later'),
  );
  const now = el('button', { class: 'btn', type: 'button', on: { click: () => view.set({ until: null }) } }, 'Now');
  hosts.ranges.append(...ranges);
  hosts.pan.append(now, earlier, later);
  view.addEventListener('change', paint);
  paint();

  function paint() {
    for (const button of ranges) button.setAttribute('aria-pressed', String(Number(button.value) === view.get('hours')));
    later.disabled = !view.get('until');
    now.hidden = !view.get('until');
  }
}
