/* Which alerts a draft would have raised on the readings of the last hours, drawn on the chart of one series. */

import { empty, failed } from '../blank.js';
import { isBlank, readPicture } from '../chart/picture.js';
import { Plot } from '../chart/plot.js';
import { paintReadout } from '../chart/readout.js';
import { el, fill, icon } from '../dom.js';
import { count, duration, plainQuantity, timeElement } from '../format.js';
import { toneOf } from '../model/alerts.js';
import { covers, linesOf } from '../model/rules.js';

const HOUR = 3600_000;
const SPANS = [
  [6, '6 h'],
  [24, '24 h'],
  [168, '7 d'],
];
const PAUSE = 700;
const LISTED = 50;

/** @param {{rules, series, sources, alerts, events: EventTarget}} desk */
export function mountPreview(desk) {
  const { rules, series, sources, events } = desk;
  const verdict = document.getElementById('verdict');
  const host = document.getElementById('plot');
  const readout = document.getElementById('readout');
  const raised = document.getElementById('raised');
  const plot = new Plot(host, { scene, onCursor, onZoom: () => {}, onPan: () => {} });
  let hours = 24;
  let draft = null;
  let alerts = [];
  let picture = null;
  let shown = null;
  let asking = null;
  let timer = null;

  const spans = SPANS.map(([value, text]) => el('button', { type: 'button', value, on: { click: () => over(value) } }, text));
  document.getElementById('preview-span').append(...spans);
  events.addEventListener('draft', ({ detail }) => {
    draft = detail;
    clearTimeout(timer);
    timer = setTimeout(run, PAUSE);
  });
  paintSpans();

  function over(value) {
    hours = value;
    paintSpans();
    run();
  }

  function paintSpans() {
    for (const button of spans) button.setAttribute('aria-pressed', String(Number(button.value) === hours));
  }

  async function run() {
    if (!draft || !isComplete(draft)) {
      say('info', 'Fill in the condition to see what it would have raised.');
      return clear();
    }
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    say('stale', `Trying the draft on the last ${hours} hours…`);
    try {
      const answer = await rules.preview(draft, hours, signal);
      if (signal.aborted) return;
      alerts = answer.alerts;
      judge(answer);
      await draw(signal);
      list();
    } catch (problem) {
      if (signal.aborted) return;
      alerts = [];
      complain(problem);
    }
  }

  function complain(problem) {
    clear();
    if (problem.missing) return say('starved', 'This server does not offer a preview. The rule can still be saved.');
    const faults = problem.body?.faults ?? [];
    if (problem.status === 400 || problem.status === 422)
      return say(
        'warn',
        faults.length > 0 ? `Not a rule yet: ${faults[0].field} ${faults[0].detail}` : problem.detail || problem.message,
      );
    say('crit', 'The preview cannot be made.');
    fill(raised, failed({ title: 'The preview cannot be made', problem, stillTrue: 'The rule can still be saved.', retry: run }));
  }

  function judge(answer) {
    const on = new Set(alerts.map((alert) => alert.series)).size;
    const basis = ` (${count(answer.readings, 'reading')} of ${count(answer.series, 'series', 'series')} tried)`;
    if (alerts.length === 0) say('ok', `It would have raised no alert in the last ${hours} hours${basis}.`);
    else
      say(
        toneOf(draft.severity),
        `It would have raised ${count(alerts.length, 'alert')} on ${count(on, 'series', 'series')} in the last ${hours} hours${basis}.`,
      );
    if (answer.truncated) verdict.append(' There was more than a preview looks at.');
    for (const { series: name, error } of answer.errors.slice(0, 1))
      verdict.append(el('span', { class: 'warn' }, ` It cannot judge ${name}: ${error}`));
  }

  function say(glyph, text) {
    fill(verdict, el('span', { class: ['crit', 'warn', 'ok'].includes(glyph) ? glyph : 'dim' }, icon(glyph)), ` ${text}`);
  }

  /** Draws the series with most alerts, or the one that the reader chose, or any that the draft watches. */
  async function draw(signal) {
    const item = series.get(chosenSeries());
    if (!item) {
      clear();
      return fill(
        host,
        empty({ glyph: 'stale', title: 'No series matches', text: 'The selector fits no series that has sent a reading.' }),
      );
    }
    const until = Date.now();
    picture = closer(await readPicture(desk, [item], { from: until - hours * HOUR, until }, signal));
    picture.history = [];
    picture.alerts = { of: () => [] };
    host.querySelectorAll('.blank').forEach((node) => node.remove());
    document.getElementById('preview-path').textContent =
      `${sources.name(item)}${sources.simulated(item.source) ? ' (simulated)' : ''}`;
    host.setAttribute('aria-label', `Chart of ${sources.name(item)} with the draft’s alerts`);
    if (isBlank(picture)) {
      plot.clear();
      readout.hidden = true;
      return fill(host, empty({ glyph: 'stale', title: 'No readings in this span', text: 'Choose a longer one.' }));
    }
    readout.hidden = false;
    plot.show(picture);
    onCursor(null, false);
  }

  function chosenSeries() {
    if (shown && covers(draft, series.get(shown) ?? {})) return shown;
    const counts = new Map();
    for (const alert of alerts) counts.set(alert.series, (counts.get(alert.series) ?? 0) + 1);
    const [most] = [...counts.entries()].sort((one, other) => other[1] - one[1]);
    return most?.[0] ?? series.all.find((item) => covers(draft, item))?.series;
  }

  function scene() {
    const drafts = alerts
      .filter((alert) => alert.series === picture.items[0].series && alert.firedAt)
      .map((alert) => ({
        from: Date.parse(alert.startsAt),
        until: alert.endsAt ? Date.parse(alert.endsAt) : picture.until,
        severity: draft.severity,
      }));
    return { thresholds: linesOf(draft).map((line) => ({ ...line, draft: true })), drafts, names: [] };
  }

  function onCursor(index, spoken) {
    if (!picture || !plot.data) return;
    readout.setAttribute('aria-live', spoken ? 'polite' : 'off');
    paintReadout(readout, picture, plot.data, index, []);
  }

  function list() {
    if (alerts.length === 0) return fill(raised);
    const rows = alerts
      .slice(0, LISTED)
      .map((alert) =>
        el(
          'tr',
          { class: 'row' },
          el(
            'th',
            { scope: 'row' },
            el('button', { class: 'link', type: 'button', on: { click: () => show(alert.series) } }, sources.name(alert)),
          ),
          el('td', {}, timeElement(Date.parse(alert.startsAt))),
          el('td', {}, alert.endsAt ? timeElement(Date.parse(alert.endsAt)) : 'now'),
          el(
            'td',
            { class: 'num' },
            duration(((alert.endsAt ? Date.parse(alert.endsAt) : Date.now()) - Date.parse(alert.startsAt)) / 1000),
          ),
          el(
            'td',
            { class: 'num' },
            alert.peak === null || alert.peak === undefined ? '–' : plainQuantity(alert.peak, alert.unit),
          ),
        ),
      );
    fill(
      raised,
      el(
        'table',
        {},
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            ['Series', 'From', 'To'].map((head) => el('th', { scope: 'col' }, head)),
            ['Lasted', 'Peak'].map((head) => el('th', { scope: 'col', class: 'num' }, head)),
          ),
        ),
        el('tbody', {}, rows),
      ),
      alerts.length > LISTED && el('p', { class: 'more small dim' }, `and ${alerts.length - LISTED} more`),
    );
  }

  async function show(name) {
    asking?.abort();
    shown = name;
    asking = new AbortController();
    await draw(asking.signal);
  }

  function clear() {
    picture = null;
    plot.clear();
    readout.hidden = true;
    fill(host);
    fill(raised);
    document.getElementById('preview-path').textContent = '';
  }
}

function isComplete({ condition }) {
  const { kind } = condition;
  if (kind === 'silence') return Boolean(condition.longerThan);
  if (kind === 'change') return Number.isFinite(condition.by) && Boolean(condition.within);
  if (kind === 'deviation') return Number.isFinite(condition.moreThan);
  return [condition.above, condition.below, condition.outside?.[0]].some(Number.isFinite);
}

/** A series of the last minutes would be squeezed into a corner of the span: its picture begins shortly before it does. */
function closer(picture) {
  const { from, until, readings, windows } = picture;
  const first = Math.min(readings[0]?.t ?? Infinity, windows[0][0]?.from ?? Infinity);
  const isYoung = Number.isFinite(first) && first > from + 0.9 * (until - from);
  return isYoung ? { ...picture, from: first - 0.1 * (until - first) } : picture;
}
