/* The plot of a picture on the page: cursor, keyboard, size and theme. */

import { preferences } from '../preferences.js';
import { scale } from '../scale.js';
import { drawing } from './drawing.js';
import { library } from './library.js';

const KEYS = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12 };

/**
 * Emits nothing; calls back instead.
 * @param {HTMLElement} host focusable element that the plot fills
 * @param {{scene: () => object, onCursor: (index: number|null, spoken: boolean) => void, onZoom: (from: number, until: number) => void,
 *   onPan: (part: number) => void}} callbacks `scene` gives thresholds, drafts and names at the time of drawing
 */
export class Plot {
  #host;
  #callbacks;
  #plot = null;
  #picture = null;
  #at = null;
  #scale = 1;

  constructor(host, callbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.#resize()).observe(host);
    preferences.addEventListener('change', () => this.redraw());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.redraw());
    library.then(() => this.redraw());
  }

  get data() {
    return this.#plot?.data ?? null;
  }

  show(picture) {
    this.#picture = picture;
    this.redraw();
  }

  clear() {
    this.#picture = null;
    this.#plot?.destroy();
    this.#plot = null;
  }

  redraw() {
    if (!this.#picture || !window.uPlot || this.#host.clientWidth === 0) return;
    const kept = this.#at;
    this.#plot?.destroy();
    const { options, data } = drawing(this.#picture, {
      ...this.#callbacks.scene(),
      width: this.#host.clientWidth,
      height: this.#host.clientHeight,
      narrow: innerWidth < 721,
      onCursor: (index) => this.#moved(index, false),
      onZoom: this.#callbacks.onZoom,
    });
    this.#scale = scale();
    this.#plot = new window.uPlot(options, data, this.#host);
    if (kept !== null && kept < data[0].length) this.#place(kept);
  }

  #moved(index, spoken) {
    this.#at = index;
    this.#callbacks.onCursor(index, spoken);
  }

  #resize() {
    if (!this.#plot || this.#host.clientWidth === 0) return;
    if (this.#scale !== scale()) return this.redraw();
    this.#plot.setSize({ width: this.#host.clientWidth, height: this.#host.clientHeight });
  }

  #place(index) {
    this.#plot.setCursor({ left: this.#plot.valToPos(this.data[0][index], 'x'), top: 10 });
    this.#at = index;
  }

  #key(event) {
    if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      event.preventDefault();
      this.#callbacks.onPan(event.key === 'ArrowLeft' ? -0.5 : 0.5);
      return;
    }
    const step = KEYS[event.key];
    if (!this.#plot || (!step && !['Home', 'End', 'Escape'].includes(event.key))) return;
    event.preventDefault();
    const last = this.data[0].length - 1;
    if (event.key === 'Escape' || last < 0) {
      this.#plot.setCursor({ left: -10, top: -10 });
      this.#moved(null, true);
      return;
    }
    const target = event.key === 'Home' ? 0 : event.key === 'End' ? last : Math.max(0, Math.min(last, (this.#at ?? last) + step));
    this.#place(target);
    this.#moved(target, true);
  }
}
