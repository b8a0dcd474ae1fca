/* What is painted behind and over the lines of a chart: alert spans, the band, thresholds, drafts, names. */

import { clock, day, number } from '../format.js';
import { scale } from '../scale.js';
import { digits, symbol } from '../units.js';
import { band, gap, spans } from './picture.js';

const TONES = { CRITICAL: 'crit', WARNING: 'warn' };

/** Behind the grid: alert spans and the min-max band. */
export function ground(plot, picture, many, ink) {
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
  for (const part of unbroken(edge, gap(picture))) {
    pen.beginPath();
    part.forEach(({ t, high }, i) => pen[i ? 'lineTo' : 'moveTo'](...at(t, high)));
    for (const { t, low } of part.toReversed()) pen.lineTo(...at(t, low));
    pen.fill();
  }
}

/** Splits where windows are missing for longer than `most` seconds: a band over nothing would be invented. */
function unbroken(edge, most) {
  const parts = [];
  for (const point of edge) {
    const part = parts.at(-1);
    if (part && point.t - part.at(-1).t <= most) part.push(point);
    else parts.push([point]);
  }
  return parts;
}

/** Over the lines: bars and labels of spans, thresholds, and names at the ends of compared lines. */
export function marks(plot, picture, { lines, drafts, names, data, ink }) {
  const pen = plot.ctx;
  const ratio = (devicePixelRatio || 1) * scale();
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
  return [
    plot.valToPos(Math.max(span.from, picture.from) / 1000, 'x', true),
    plot.valToPos(Math.min(span.until, picture.until) / 1000, 'x', true),
  ];
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
    .map((name, index) => ({ name, value: data[index + 2].findLast((v) => Number.isFinite(v)), color: ink(`--data-${index + 1}`) }))
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
