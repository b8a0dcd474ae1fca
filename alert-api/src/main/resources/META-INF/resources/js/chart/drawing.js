/* How a picture is drawn with uPlot: line = mean, dots = readings, band = min to max, dashes = threshold, tint = alert. */

import { clock, day, number } from '../format.js';
import { preferences } from '../preferences.js';
import { convert, digits, shownUnit, symbol } from '../units.js';
import { band, columns, spans } from './picture.js';

const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3]];
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000];
const TONES = { CRITICAL: 'crit', WARNING: 'warn' };

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
  const font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: ink('--ink-3'), font, grid: { stroke: ink('--grid'), width: 1 }, ticks: { show: false } };
  const options = {
    width: scene.width,
    height: scene.height,
    padding: [12, many ? 0 : 16, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      dataIdx: nearest,
      points: { size: 8, fill: ink('--surface'), width: 2 },
      drag: { x: true, y: false, setScale: false },
      focus: { prox: -1 },
    },
    select: { show: true },
    tzDate: (seconds) => window.uPlot.tzDate(new Date(seconds * 1e3), preferences.zone === 'UTC' ? 'Etc/UTC' : preferences.zone),
    scales: {
      x: { range: () => [picture.from / 1000, (picture.until + (picture.until - picture.from) * (many && !scene.narrow ? 0.19 : 0.004)) / 1000] },
      y: { range: () => [low, high] },
    },
    axes: [
      { ...axis, space: scene.narrow ? 60 : 80, size: 28, values: (plot, ticks) => ticks.map((t) => timeLabel(t * 1000, picture)) },
      { ...axis, size: scene.narrow ? 44 : 52, space: 44, incrs: STEPS, values: (plot, ticks) => ticks.map((v) => number(v, decimals(ticks))) },
    ],
    series: [{}, dots(many, picture, ink), ...picture.items.map((item, index) => line(index, ink))],
    hooks: {
      drawClear: [(plot) => ground(plot, picture, many, ink)],
      draw: [(plot) => marks(plot, picture, { lines, drafts: scene.drafts ?? [], names: many && !scene.narrow ? scene.names : [], data, ink })],
      setCursor: [(plot) => scene.onCursor(plot.cursor.left < 0 ? null : plot.cursor.idx ?? null)],
      setSelect: [(plot) => selected(plot, scene.onZoom)],
    },
  };
  return { options, data };
}

function dots(many, picture, ink) {
  const size = picture.until - picture.from > 6.5 * 3600_000 ? 2.5 : 3.5;
  return { stroke: 'transparent', width: 0, paths: () => null, points: { show: !many, size, width: 0, fill: ink('--data-dot'), stroke: 'transparent' } };
}

function line(index, ink) {
  return { stroke: ink(`--data-${index + 1}`), width: 2, spanGaps: true, dash: DASHES[index], points: { show: false } };
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
  const values = data.slice(1).flat().filter((value) => value !== null);
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
  const hours = (picture.until - picture.from) / 3600_000;
  if (hours <= 26) return clock(time);
  return clock(time) === '00:00' || hours > 100 ? day(time) : clock(time);
}

function decimals(ticks) {
  const step = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : 1;
  return Math.max(0, Math.min(4, Math.ceil(-Math.log10(step) - 1e-9)));
}

/** Behind the grid: alert spans and the min-max band. */
function ground(plot, picture, many, ink) {
  const pen = plot.ctx;
  const { left, top, width, height } = plot.bbox;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, width, height);
  pen.clip();
  for (const span of spans(picture)) {
    const [from, until] = edges(plot, span, picture);
    pen.fillStyle = ink(`--${TONES[span.severity] ?? 'warn'}-tint`);
    pen.fillRect(from, top, until - from, height);
  }
  if (!many) bandArea(plot, picture, ink);
  pen.restore();
}

function bandArea(plot, picture, ink) {
  const edge = band(picture);
  if (edge.length === 0) return;
  const pen = plot.ctx;
  const at = (t, v) => [plot.valToPos(t, 'x', true), plot.valToPos(v, 'y', true)];
  pen.fillStyle = ink('--data-band');
  for (const part of unbroken(edge, (picture.step / 1000) * 3)) {
    pen.beginPath();
    part.forEach(({ t, high }, i) => pen[i ? 'lineTo' : 'moveTo'](...at(t, high)));
    for (const { t, low } of part.toReversed()) pen.lineTo(...at(t, low));
    pen.fill();
  }
}

/** Splits where windows are missing for longer than `gap` seconds: a band over nothing would be invented. */
function unbroken(edge, gap) {
  const parts = [];
  for (const point of edge) {
    const part = parts.at(-1);
    if (part && point.t - part.at(-1).t <= gap) part.push(point);
    else parts.push([point]);
  }
  return parts;
}

/** Over the lines: bars and labels of spans, thresholds, and names at the ends of compared lines. */
function marks(plot, picture, { lines, drafts, names, data, ink }) {
  const pen = plot.ctx;
  const ratio = devicePixelRatio || 1;
  const family = getComputedStyle(document.body).fontFamily;
  pen.save();
  pen.textBaseline = 'alphabetic';
  for (const span of spans(picture)) spanBar(plot, span, picture, ink, ratio, family);
  for (const draft of drafts) draftBar(plot, draft, picture, ink, ratio, family);
  for (const threshold of lines) thresholdLine(plot, threshold, picture, ink, ratio, family);
  endNames(plot, names, data, picture, ink, ratio, family);
  pen.restore();
}

function edges(plot, span, picture) {
  return [plot.valToPos(Math.max(span.from, picture.from) / 1000, 'x', true), plot.valToPos(Math.min(span.until, picture.until) / 1000, 'x', true)];
}

function spanBar(plot, span, picture, ink, ratio, family) {
  const pen = plot.ctx;
  const { left, top } = plot.bbox;
  const tone = TONES[span.severity] ?? 'warn';
  const [from, until] = edges(plot, span, picture);
  pen.fillStyle = ink(`--${tone}-fill`);
  pen.fillRect(from, top, Math.max(until - from, 2 * ratio), 3 * ratio);
  if (!span.live) return;
  const text = `Alert since ${span.from < picture.from ? day(span.from) + ' ' : ''}${clock(span.from)}`;
  pen.font = `600 ${12 * ratio}px ${family}`;
  pen.fillStyle = ink(`--${tone}`);
  const width = pen.measureText(text).width;
  const outside = until - from < width + 12 * ratio && from - left > width + 12 * ratio;
  pen.textAlign = outside ? 'right' : 'left';
  const row = span.severity === 'CRITICAL' ? 16 : 32;
  pen.fillText(text, outside ? from - 6 * ratio : from + 6 * ratio, top + row * ratio);
}

/** What a draft rule would have raised: an outlined bar, since none of it happened. */
function draftBar(plot, draft, picture, ink, ratio, family) {
  const pen = plot.ctx;
  const { top, height } = plot.bbox;
  const tone = TONES[draft.severity] ?? 'warn';
  const [from, until] = edges(plot, draft, picture);
  const width = Math.max(until - from, 3 * ratio);
  pen.strokeStyle = ink(`--${tone}`);
  pen.lineWidth = 1.5 * ratio;
  pen.setLineDash([5 * ratio, 3 * ratio]);
  pen.strokeRect(from, top + ratio, width, height - 2 * ratio);
  pen.setLineDash([]);
  pen.fillStyle = ink(`--${tone}`);
  pen.fillRect(from, top, width, 3 * ratio);
  if (width < 90 * ratio) return;
  pen.font = `600 ${12 * ratio}px ${family}`;
  pen.textAlign = 'left';
  pen.fillText('would alert', from + 6 * ratio, top + 18 * ratio);
}

function thresholdLine(plot, threshold, picture, ink, ratio, family) {
  const { min, max } = plot.scales.y;
  if (threshold.at < min || threshold.at > max) return;
  const pen = plot.ctx;
  const y = Math.round(plot.valToPos(threshold.at, 'y', true)) + 0.5;
  const tone = ink(`--${TONES[threshold.severity] ?? 'ink-3'}`);
  pen.strokeStyle = tone;
  pen.lineWidth = 1.5 * ratio;
  pen.setLineDash([6 * ratio, 4 * ratio]);
  pen.beginPath();
  pen.moveTo(plot.bbox.left, y);
  pen.lineTo(plot.valToPos(picture.until / 1000, 'x', true), y);
  pen.stroke();
  pen.setLineDash([]);
  const text = `${threshold.draft ? 'Draft' : threshold.kind === 'window' ? 'Mean threshold' : 'Threshold'} ${number(threshold.at, digits(picture.unit, threshold.at))} ${symbol(picture.unit)}`;
  pen.font = `${12 * ratio}px ${family}`;
  pen.textAlign = 'left';
  pen.lineJoin = 'round';
  pen.lineWidth = 4 * ratio;
  pen.strokeStyle = ink('--surface');
  pen.strokeText(text, plot.bbox.left + 6 * ratio, y - 6 * ratio);
  pen.fillStyle = tone;
  pen.fillText(text, plot.bbox.left + 6 * ratio, y - 6 * ratio);
}

function endNames(plot, names, data, picture, ink, ratio, family) {
  const labels = names
    .map((name, index) => ({ name, value: data[index + 2].findLast((v) => v !== null), color: ink(`--data-${index + 1}`) }))
    .filter((label) => label.value !== undefined)
    .map((label) => ({ ...label, y: plot.valToPos(label.value, 'y', true) }))
    .sort((one, other) => one.y - other.y);
  for (let i = 1; i < labels.length; i++) labels[i].y = Math.max(labels[i].y, labels[i - 1].y + 15 * ratio);
  const pen = plot.ctx;
  pen.font = `600 ${12 * ratio}px ${family}`;
  pen.textAlign = 'left';
  const x = plot.valToPos(picture.until / 1000, 'x', true) + 6 * ratio;
  for (const label of labels) {
    pen.fillStyle = label.color;
    pen.fillText(label.name, x, label.y + 4 * ratio);
  }
}
