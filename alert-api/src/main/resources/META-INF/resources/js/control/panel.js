/* What every panel of the control center does with its report: shape while loading, what failed, what is missing, else the facts. */

import { failed, noteBar, skeleton, unavailable } from '../blank.js';
import { el, fill, oncePerFrame } from '../dom.js';
import { clockSeconds } from '../format.js';
import { preferences } from '../preferences.js';

/**
 * @param {string} id of the panel's content element
 * @param {import('./report.js').Report} report
 * @param {{title: string, what: string, stillTrue?: string, paint: (data: any) => (Node|null)[], meta?: (data: any) => string}} panel
 */
export function mountPanel(id, report, { title, what, stillTrue = '', paint, meta = () => '' }) {
  const host = document.getElementById(id);
  const facts = host.closest('.panel').querySelector('.meta');
  const repaint = oncePerFrame(repaintKeepingFocus);
  report.addEventListener('change', repaint);
  preferences.addEventListener('change', repaint);
  show();

  /** Whoever stands on a button stands on the same one afterwards, or on the panel where it is gone. */
  function repaintKeepingFocus() {
    const active = document.activeElement;
    const words = host.contains(active) && active !== host ? active.textContent : null;
    show();
    if (words === null) return;
    const same = [...host.querySelectorAll('button, a')].find((one) => one.textContent === words);
    (same ?? host).focus({ preventScroll: true });
  }

  function show() {
    if (report.data) {
      facts.textContent = meta(report.data);
      const stale =
        report.state === 'failed' &&
        noteBar(`${report.problem.sentence ?? 'No answer.'} These are from ${clockSeconds(report.readAt)}.`, retry());
      fill(host, stale, paint(report.data));
      return;
    }
    facts.textContent = report.state === 'loading' ? 'loading' : '';
    if (report.state === 'loading') fill(host, skeleton(what, 4, [26, 12, 16, 12, 14]));
    else if (report.problem.missing) fill(host, unavailable(`${title}:`, `This alert API does not serve ${what}.`));
    else fill(host, failed({ title: `${title} cannot be read`, problem: report.problem, stillTrue, retry: () => report.load() }));
  }

  function retry() {
    return el('button', { class: 'btn', type: 'button', on: { click: () => report.load() } }, 'Try again');
  }
}

/**
 * A table. Heads that begin with `>` are right-aligned; an empty head is one of actions.
 * @param {string[]} heads
 * @param {{cells: any[], bad?: boolean, note?: any}[]} rows cells are nodes or text; the first is the row's head; a note stands below, as wide as all
 */
export function table(heads, rows, properties = {}) {
  const right = heads.map((head) => head.startsWith('>'));
  const look = (i) => (right[i] ? 'num' : null);
  return el(
    'table',
    properties,
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        heads.map((head, i) =>
          el(
            'th',
            { scope: 'col', class: look(i) },
            head === '' ? el('span', { class: 'vh' }, 'Actions') : head.replace('>', ''),
          ),
        ),
      ),
    ),
    el(
      'tbody',
      {},
      rows.map(({ cells, bad, note }) => [
        el(
          'tr',
          { class: bad ? 'bad' : null },
          cells.map((cell, i) =>
            i === 0 ? el('th', { scope: 'row' }, cell) : el('td', { class: heads[i] === '' ? 'act' : look(i) }, cell),
          ),
        ),
        note && el('tr', { class: `note ${bad ? 'bad' : ''}` }, el('td', { colspan: heads.length }, note)),
      ]),
    ),
  );
}
