/* Active alerts: what needs a person first, who has it, and what to do about it, in place. */

import { alertSkeleton, empty, failed, noteBar } from '../blank.js';
import { el, fill, keyed, oncePerFrame } from '../dom.js';
import { clock, clockSeconds, count } from '../format.js';
import { groupOf } from '../model/alerts.js';
import { preferences } from '../preferences.js';
import { alertRow } from './alert-row.js';

const GROUPS = [
  ['firing', 'Firing'],
  ['pending', 'Pending'],
  ['acknowledged', 'Acknowledged'],
  ['silenced', 'Silenced'],
];
const SEVERITIES = [
  ['', 'Any severity'],
  ['CRITICAL', 'Critical'],
  ['WARNING', 'Warning'],
  ['INFO', 'Info'],
];

/**
 * @param {{alerts, series, sources, view, feed, select: (series: string) => void}} board
 * @returns {{mark: (alerts: object[]) => void}} marks alerts that came while the page was away
 */
export function mountAlerts(board) {
  const { alerts, series, sources, view, feed } = board;
  const host = document.getElementById('alerts');
  const meta = document.getElementById('alerts-meta');
  const panel = document.getElementById('alerts-panel');
  const list = el('div');
  const groups = new Map();
  const context = { ...board, missed: new Set(), offline: () => feed.status.state === 'offline' };
  let last = null;

  const repaint = oncePerFrame(paint);
  for (const book of [alerts, series, sources]) book.addEventListener('change', repaint);
  alerts.addEventListener('ended', ({ detail }) => {
    last = detail;
  });
  preferences.addEventListener('change', repaint);
  view.addEventListener('change', repaint);
  feed.addEventListener('state', repaint);
  setInterval(repaint, 15_000);
  mountFilters();
  paint();
  return { mark };

  function mark(missed) {
    context.missed = new Set(missed.map((alert) => alert.id));
    paint();
    host.focus();
    host.scrollTop = 0;
  }

  function mountFilters() {
    const text = el('input', {
      class: 'field',
      type: 'search',
      placeholder: 'Filter',
      'aria-label': 'Filter alerts',
      value: view.get('alerts'),
    });
    text.addEventListener('input', () => view.set({ alerts: text.value }));
    const severity = el(
      'select',
      { class: 'field', 'aria-label': 'Severity' },
      SEVERITIES.map(([value, word]) => el('option', { value, selected: value === view.get('severity') }, word)),
    );
    severity.addEventListener('change', () => view.set({ severity: severity.value }));
    const source = el('select', { class: 'field', 'aria-label': 'Source' });
    source.addEventListener('change', () => view.set({ source: source.value }));
    document.getElementById('alert-filters').append(text, severity, source);
    const offer = () => {
      const names = [...new Set([...series.all, ...alerts.active].map((item) => item.source))].sort();
      if (names.length + 1 === source.options.length) return;
      fill(
        source,
        el('option', { value: '' }, 'All sources'),
        names.map((name) => el('option', { value: name, selected: name === view.get('source') }, name)),
      );
    };
    series.addEventListener('change', offer);
    offer();
  }

  function paint() {
    panel.setAttribute('aria-busy', String(alerts.state === 'loading'));
    title();
    if (alerts.size === 0 && alerts.state !== 'ready') return paintEmptyHanded();
    const shown = alerts.active.filter(passes);
    if (shown.length === 0) return paintNothing();
    if (!list.isConnected) fill(host, list);
    const sections = GROUPS.map(([name, word]) => ({
      name,
      word,
      items: shown.filter((alert) => groupOf(alert) === name),
    })).filter((group) => group.items.length > 0);
    keyed(list, sections, (section) => section.name, groupSection, groups);
    notes();
  }

  function notes() {
    host.querySelector('.note-bar')?.remove();
    if (alerts.state === 'failed') {
      const since = alerts.readAt ? ` These are from ${clockSeconds(alerts.readAt)}.` : '';
      host.prepend(
        noteBar(
          `${alerts.problem.sentence ?? 'Alerts cannot be read.'}${since}`,
          el('button', { class: 'btn', type: 'button', on: { click: () => alerts.load() } }, 'Try again'),
        ),
      );
    }
  }

  function groupSection() {
    const number = el('span');
    const word = document.createTextNode('');
    const head = el('h3', { class: 'grp' }, word, ' ', number);
    const node = el('section', {}, head);
    const rows = new Map();
    return {
      node,
      update(section) {
        word.data = section.word;
        number.textContent = section.items.length;
        keyed(
          node,
          section.items,
          (alert) => alert.id,
          (alert) => alertRow(alert, context),
          rows,
          head,
        );
      },
    };
  }

  function title() {
    const firing = alerts.active.filter((alert) => groupOf(alert) === 'firing');
    const critical = firing.filter((alert) => alert.severity === 'CRITICAL').length;
    const warning = firing.filter((alert) => alert.severity === 'WARNING').length;
    const word = alerts.state === 'loading' ? '' : firing.length > 0 ? `${firing.length} firing · ` : 'Calm · ';
    document.title = `${word}Dashboard · Tideline`;
    if (alerts.state === 'loading') fill(meta, 'loading');
    else if (alerts.state === 'failed') fill(meta, alerts.readAt ? `last known ${clockSeconds(alerts.readAt)}` : 'unknown');
    else if (firing.length === 0) fill(meta, 'none firing');
    else
      fill(
        meta,
        critical > 0 && el('span', { class: 'crit' }, `${critical} critical`),
        critical > 0 && warning > 0 && ', ',
        warning > 0 && el('span', { class: 'warn' }, `${warning} warning`),
        critical + warning === 0 && `${firing.length} info`,
      );
  }

  function paintEmptyHanded() {
    clear();
    if (alerts.state === 'loading') fill(host, alertSkeleton());
    else {
      fill(
        host,
        failed({
          title: 'Alerts cannot be read',
          problem: alerts.problem,
          stillTrue: 'Alerts may be firing that you do not see.',
          retry: () => alerts.load(),
          actions: [el('a', { class: 'btn', href: 'control.html' }, 'Open control center')],
        }),
      );
    }
  }

  function paintNothing() {
    clear();
    if (alerts.size > 0) {
      fill(
        host,
        empty({
          glyph: 'ack',
          title: 'No alert passes the filter',
          text: `${count(alerts.size, 'alert')} ${alerts.size === 1 ? 'is' : 'are'} active in all.`,
          actions: [el('button', { class: 'btn', type: 'button', on: { click: showAll } }, 'Show all')],
        }),
      );
      return;
    }
    const watched = `${count(series.all.length, 'series is', 'series are')} being watched.`;
    const before = last ? `The last one, ${sources.name(last)}, cleared at ${clock(Date.parse(last.endsAt ?? last.at))}. ` : '';
    fill(host, empty({ glyph: 'ack', title: 'No alert is firing', text: series.state === 'ready' ? before + watched : before }));
  }

  function showAll() {
    for (const field of document.querySelectorAll('#alert-filters .field')) field.value = '';
    view.set({ alerts: '', severity: '', source: '' });
  }

  function clear() {
    groups.clear();
    fill(list);
  }

  function passes(alert) {
    if (view.get('severity') && alert.severity !== view.get('severity')) return false;
    if (view.get('source') && alert.source !== view.get('source')) return false;
    const wanted = view.get('alerts').trim().toLowerCase();
    return !wanted || `${sources.title(alert)} ${alert.series} ${alert.rule.name}`.toLowerCase().includes(wanted);
  }
}
