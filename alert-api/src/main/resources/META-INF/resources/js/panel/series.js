/* The series by source: current value, its recent shape, its trend and its age. */

import { empty, failed, noteBar, skeleton } from '../blank.js';
import { el, fill, hidden, icon, keyed, oncePerFrame } from '../dom.js';
import { count, duration, quantity, shortDuration, utc, words } from '../format.js';
import { groupOf, toneOf } from '../model/alerts.js';
import { preferences } from '../preferences.js';
import { OnSight, sparkline } from '../spark.js';

const MARKS = { acknowledged: 'ack', silenced: 'off', pending: 'pending' };

/** @param {{alerts, series, sources, view, select: (series: string) => void}} board */
export function mountSeries(board) {
  const { alerts, series, sources, view, select } = board;
  const host = document.getElementById('series');
  const meta = document.getElementById('series-meta');
  const panel = document.getElementById('series-panel');
  const sight = new OnSight();
  const bodies = new Map();
  let table = null;

  const repaint = oncePerFrame(paint);
  for (const book of [series, alerts, sources]) book.addEventListener('change', repaint);
  preferences.addEventListener('change', repaint);
  view.addEventListener('change', repaint);
  setInterval(repaint, 5000);
  mountFilter();
  paint();

  function mountFilter() {
    const field = el('input', {
      class: 'field',
      type: 'search',
      placeholder: 'Filter by station or metric',
      'aria-label': 'Filter series',
      value: view.get('find'),
    });
    field.addEventListener('input', () => view.set({ find: field.value }));
    document.getElementById('series-filter').append(field);
  }

  function paint() {
    panel.setAttribute('aria-busy', String(series.state === 'loading'));
    const all = series.all;
    if (all.length === 0) return paintEmptyHanded();
    const wanted = all.filter(passes);
    const stale = all.filter(isStale).length;
    fill(meta, `${count(all.length, 'series', 'series')}${stale ? `, ${stale} stale` : ''}`);
    if (!table) mountTable();
    keyed(table, grouped(wanted), (group) => group.source, groupBody, bodies, table.tHead);
    notes(wanted.length);
  }

  function notes(shown) {
    host.querySelector('.note-bar')?.remove();
    host.querySelector('.no-match')?.remove();
    if (series.state === 'failed')
      host.prepend(
        noteBar(
          'Series cannot be read now; these are their last values.',
          el('button', { class: 'btn', type: 'button', on: { click: () => series.load() } }, 'Try again'),
        ),
      );
    if (shown === 0) host.append(el('p', { class: 'no-match dim' }, `No series match “${view.get('find')}”.`));
  }

  function paintEmptyHanded() {
    table = null;
    bodies.clear();
    if (series.state === 'loading') {
      fill(meta, 'loading');
      fill(host, skeleton('series', 8));
      return;
    }
    if (series.state === 'failed') {
      fill(meta, 'unknown');
      fill(
        host,
        failed({
          title: 'Series cannot be read',
          problem: series.problem,
          stillTrue: 'Readings may arrive that you do not see.',
          retry: () => series.load(),
        }),
      );
      return;
    }
    fill(meta, '0 series');
    const enabled = sources.all.filter((source) => source.enabled !== false);
    const declared =
      enabled.length > 0
        ? `${count(enabled.length, 'source')} declared (${enabled.map((source) => source.name).join(', ')}). `
        : '';
    fill(
      host,
      sources.state === 'ready' && enabled.length === 0
        ? empty({
            glyph: 'plus',
            title: 'No source yet',
            text: 'The fetcher names none. Declare one in deploy/sources.yaml: a URL, a schedule and where the values stand. It is fetched from the next start on.',
          })
        : empty({ glyph: 'stale', title: 'No reading yet', text: `${declared}Values appear here right after the first fetch.` }),
    );
  }

  function mountTable() {
    bodies.clear();
    table = el(
      'table',
      {},
      el('colgroup', {}, el('col'), el('col', { class: 'c2' }), el('col', { class: 'c3' }), el('col', { class: 'c4' })),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          el('th', { scope: 'col' }, 'Station'),
          el('th', { scope: 'col' }, '3 h'),
          el('th', { scope: 'col', class: 'num' }, 'Now'),
          el('th', { scope: 'col', class: 'num' }, 'Age'),
        ),
      ),
    );
    fill(host, table);
  }

  function grouped(items) {
    const groups = new Map();
    for (const item of items) {
      if (!groups.has(item.source)) groups.set(item.source, { source: item.source, items: [] });
      groups.get(item.source).items.push(item);
    }
    const list = [...groups.values()].sort((one, other) => one.source.localeCompare(other.source));
    for (const group of list)
      group.items.sort(
        (one, other) => sources.title(one).localeCompare(sources.title(other)) || one.metric.localeCompare(other.metric),
      );
    return list;
  }

  function groupBody(group) {
    const facts = el('span', { class: 'dim' });
    const simulated = el('span', { class: 'tag simulated' }, 'simulated');
    const head = el('tr', { class: 'src' }, el('th', { colspan: 4, scope: 'rowgroup' }, group.source, simulated, facts));
    const body = el('tbody', {}, head);
    const rows = new Map();
    return {
      node: body,
      update({ source, items }) {
        const stale = items.filter(isStale).length;
        simulated.hidden = !sources.simulated(source);
        fill(facts, `${count(items.length, 'series', 'series')}${stale ? `, ${stale} stale` : ''}`);
        keyed(body, items, (item) => item.series, seriesRow, rows, head);
      },
    };
  }

  function seriesRow(item) {
    const name = el('b');
    const pick = el('button', { class: 'pick', type: 'button' }, name, el('span', {}, words(item.metric)));
    const shape = el('td');
    const value = el('td', { class: 'num v' });
    const age = el('td', { class: 'num age' });
    const row = el(
      'tr',
      { class: 'row', on: { click: () => select(item.series) } },
      el('th', { scope: 'row' }, pick),
      shape,
      value,
      age,
    );
    sight.watch(row, () => series.want(item.series));
    let drawn = '';
    return {
      node: row,
      update(now) {
        const alert = alerts.of(now.series)[0];
        const stale = isStale(now);
        const on = view.get('series') === now.series;
        const points = series.recent(now.series);
        const face = [
          now.value,
          now.observedAt,
          points?.length,
          points?.at(-1)?.t,
          stale,
          on,
          alert?.id,
          alert && groupOf(alert),
          preferences.temperature,
          sources.readAt,
        ].join();
        paintAge(age, now, stale);
        if (face === drawn) return;
        drawn = face;
        row.classList.toggle('stale', stale);
        row.toggleAttribute('data-on', on);
        pick.setAttribute('aria-pressed', String(on));
        name.textContent = sources.shortTitle(now);
        name.title = `${sources.title(now)}: ${now.series}`;
        fill(shape, sparkline(points, { width: 56, height: 20, tone: stale ? 'm' : '' }));
        fill(value, mark(alert), trendGlyph(now, stale), quantity(now.value, now.unit));
      },
    };
  }

  function trendGlyph(item, stale) {
    const trend = stale ? null : series.trend(item.series);
    return trend && el('span', { class: 'trend', title: `${trend} over the last 30 min` }, icon(trend), hidden(trend));
  }

  function paintAge(cell, item, stale) {
    const seconds = (Date.now() - Date.parse(item.observedAt)) / 1000;
    const text = shortDuration(seconds);
    if (cell.textContent === text && cell.dataset.stale === String(stale)) return;
    cell.dataset.stale = String(stale);
    fill(cell, stale ? el('span', { class: 'tag dash', title: `No reading for ${duration(seconds)}` }, text) : text);
    cell.title = `Observed ${utc(item.observedAt)}`;
  }

  function mark(alert) {
    if (!alert) return null;
    const group = groupOf(alert);
    const glyph = MARKS[group] ?? toneOf(alert.severity);
    return el(
      'span',
      { class: group === 'firing' ? toneOf(alert.severity) : 'mute' },
      icon(glyph),
      hidden(`${alert.severity.toLowerCase()}, ${group} `),
    );
  }

  function passes(item) {
    const wanted = view.get('find').trim().toLowerCase();
    if (!wanted) return true;
    return `${sources.title(item)} ${item.series} ${words(item.metric)}`.toLowerCase().includes(wanted);
  }

  function isStale(item) {
    return Date.now() - Date.parse(item.observedAt) > sources.staleAfter(item.source);
  }
}
