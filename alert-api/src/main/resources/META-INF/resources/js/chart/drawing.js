/* How a picture is drawn with uPlot: line = mean, dots = readings, band = min to max, dashes = threshold, tint = alert. */

import { clock, date, number } from '../format.js';
import { preferences } from '../preferences.js';
import { scale } from '../scale.js';
import { convert, shownUnit } from '../units.js';
import { ground, marks } from './marks.js';
import { band, columns } from './picture.js';

const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];

export const dashOf = (index) => DASHES[index].join(' ');

/**
 * Makes the uPlot options and data of a picture.
 * @param {object} picture of picture.js
 * @param {{thresholds: object[], drafts?: object[], names: string[], width: number, height: number, narrow: boolean,
 *   onCursor: (index: number|null) => void, onZoom: (from: number, until: number) => void}} scene
 */
export function drawing(picture, scene) {
  const data = columns(picture);
  const many = picture.items.length > 1;
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const lines = scene.thresholds.map((line) => ({ ...line, at: convert(line.value, line.unit, shownUnit(picture.unit)) }));
  const [low, high] = reach(data, picture, lines);
  const grown = scale();
  const font = `${12 * grown}px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: ink('--ink-3'), font, grid: { stroke: ink('--grid'), width: 1 }, ticks: { show: false } };
  const options = {
    width: scene.width,
    height: scene.height,
    padding: [12 * grown, many ? 0 : 16 * grown, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      dataIdx: nearest,
      points: { size: 8 * grown, fill: ink('--surface'), width: 2 },
      drag: { x: true, y: false, setScale: false },
      focus: { prox: -1 },
    },
    select: { show: true },
    tzDate: (seconds) => window.uPlot.tzDate(new Date(seconds * 1e3), preferences.zone === 'UTC' ? 'Etc/UTC' : preferences.zone),
    scales: {
      x: {
        range: () => [
          picture.from / 1000,
          (picture.until + (picture.until - picture.from) * (many && !scene.narrow ? 0.19 : 0.004)) / 1000,
        ],
      },
      y: { range: () => [low, high] },
    },
    axes: [
      {
        ...axis,
        space: (scene.narrow ? 60 : 80) * grown,
        size: 28 * grown,
        values: (plot, ticks) => ticks.map((t) => timeLabel(t * 1000, picture)),
      },
      {
        ...axis,
        size: (scene.narrow ? 44 : 52) * grown,
        space: 44 * grown,
        incrs: STEPS,
        values: (plot, ticks) => ticks.map((v) => number(v, decimals(ticks))),
      },
    ],
    series: [{}, dots(many, picture, ink, grown), ...picture.items.map((item, index) => line(index, ink, grown))],
    hooks: {
      drawClear: [(plot) => ground(plot, picture, many, ink)],
      draw: [
        (plot) =>
          marks(plot, picture, { lines, drafts: scene.drafts ?? [], names: many && !scene.narrow ? scene.names : [], data, ink }),
      ],
      setCursor: [(plot) => scene.onCursor(plot.cursor.left < 0 ? null : (plot.cursor.idx ?? null))],
      setSelect: [(plot) => selected(plot, scene.onZoom)],
    },
  };
  return { options, data };
}

function dots(many, picture, ink, grown) {
  const size = (picture.until - picture.from > 6.5 * 3600_000 ? 2.5 : 3.5) * grown;
  return {
    stroke: 'transparent',
    width: 0,
    paths: () => null,
    points: { show: !many, size, width: 0, fill: ink('--data-dot'), stroke: 'transparent' },
  };
}

function line(index, ink, grown) {
  const dash = DASHES[index].map((part) => part * grown);
  return { stroke: ink(`--data-${index + 1}`), width: 2 * grown, dash, points: { show: false } };
}

/** The cursor keeps to points that a series has. */
function nearest(plot, column, index) {
  const values = plot.data[column];
  for (let step = 0; step < 30; step++) {
    if (values[index - step] !== null && values[index - step] !== undefined) return index - step;
    if (values[index + step] !== null && values[index + step] !== undefined) return index + step;
  }
  return index;
}

function selected(plot, onZoom) {
  const { left, width } = plot.select;
  if (width < 8) return;
  const from = plot.posToVal(left, 'x') * 1000;
  const until = plot.posToVal(left + width, 'x') * 1000;
  plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  onZoom(from, until);
}

/** Lowest and highest value to show: all values, and a threshold when it is near enough to matter. */
function reach(data, picture, lines) {
  const values = data
    .slice(1)
    .flat()
    .filter((value) => Number.isFinite(value));
  if (picture.items.length === 1) for (const { low, high } of band(picture)) values.push(low, high);
  const bottom = values.reduce((one, other) => Math.min(one, other), Infinity);
  const top = values.reduce((one, other) => Math.max(one, other), -Infinity);
  if (bottom > top) return [0, 1];
  const near = Math.max(top - bottom, Math.abs(top) * 0.02, 1e-6) * 1.6;
  const seen = lines.map((threshold) => threshold.at).filter((at) => at < top + near && at > bottom - near);
  const low = Math.min(bottom, ...seen);
  const high = Math.max(top, ...seen);
  const padding = (high - low || Math.abs(high) * 0.1 || 1) * 0.08;
  return [low - padding, high + padding * 1.6];
}

function timeLabel(time, picture) {
  if (time > picture.until) return '';
  const isLong = picture.until - picture.from > 100 * 3600_000;
  return isLong || clock(time) === '00:00' ? date(time) : clock(time);
}

function decimals(ticks) {
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : 1;
  return Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9)));
}
