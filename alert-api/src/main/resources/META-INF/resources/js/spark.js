/* Sparklines: the recent shape of a series in the height of a row. */

import { svg } from './dom.js';
import { rem } from './scale.js';

/**
 * @param {{t: number, v: number}[]|null} points
 * @param {{width?: number, height?: number, threshold?: number|null, tone?: string}} [options] tone: c, w or m
 */
export function sparkline(points, { width = 72, height = 20, threshold = null, tone = '' } = {}) {
  const drawing = svg('svg', {
    class: `spark ${tone}`.trim(),
    width: rem(width),
    height: rem(height),
    viewBox: `0 0 ${width} ${height}`,
    'aria-hidden': 'true',
  });
  if (!points || points.length < 2) return drawing;
  const { x, y } = scales(points, width, height, threshold);
  if (threshold !== null) drawing.append(svg('path', { class: 'thr', d: `M0 ${y(threshold).toFixed(1)}H${width}` }));
  const line = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.t).toFixed(1)} ${y(point.v).toFixed(1)}`).join('');
  const last = points.at(-1);
  drawing.append(svg('path', { d: line }), svg('circle', { cx: x(last.t).toFixed(1), cy: y(last.v).toFixed(1), r: 1.75 }));
  return drawing;
}

function scales(points, width, height, threshold) {
  const values = points.map((point) => point.v);
  if (threshold !== null) values.push(threshold);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const start = points[0].t;
  const span = points.at(-1).t - start || 1;
  const range = high - low || 1;
  return {
    x: (t) => ((t - start) / span) * (width - 3) + 0.5,
    y: (v) => height - 2 - ((v - low) / range) * (height - 4),
  };
}

/** Calls back once for each element that comes near the visible part of its scroll region. */
export class OnSight {
  #observer;
  #callbacks = new WeakMap();

  constructor() {
    this.#observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          this.#observer.unobserve(entry.target);
          this.#callbacks.get(entry.target)?.();
        }
      },
      { rootMargin: '120px' },
    );
  }

  watch(element, callback) {
    this.#callbacks.set(element, callback);
    this.#observer.observe(element);
  }
}
