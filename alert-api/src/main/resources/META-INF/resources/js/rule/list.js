/* All rules: what each watches for, how many alerts of it are firing, and whether it works. */

import { empty, failed, skeleton } from '../blank.js';
import { el, fill, icon, oncePerFrame } from '../dom.js';
import { count } from '../format.js';
import { toneOf } from '../model/alerts.js';
import { covers } from '../model/rules.js';
import { preferences } from '../preferences.js';
import { conditionWords, selectorWords } from './conditions.js';

/** @param {{rules, alerts, series, chosen: () => string|null, choose: (id: string|null) => void}} desk */
export function mountRuleList(desk) {
  const { rules, alerts, series, chosen, choose } = desk;
  const host = document.getElementById('rules');
  const meta = document.getElementById('rules-meta');
  const repaint = oncePerFrame(paint);
  for (const book of [rules, alerts, series]) book.addEventListener('change', repaint);
  preferences.addEventListener('change', repaint);
  desk.events.addEventListener('chosen', repaint);
  document.getElementById('new-rule').addEventListener('click', () => choose(null));
  paint();

  function paint() {
    document.getElementById('rules-panel').setAttribute('aria-busy', String(rules.state === 'loading'));
    if (rules.state === 'loading' && !rules.readAt) fill(host, skeleton('rules', 5, [40, 30]));
    else if (rules.state === 'failed' && !rules.readAt)
      fill(
        host,
        failed({
          title: 'Rules cannot be read',
          problem: rules.problem,
          stillTrue: 'The running job goes on with the rules that it knows.',
          retry: () => rules.load(),
        }),
      );
    else if (rules.all.length === 0)
      fill(
        host,
        empty({
          glyph: 'bell',
          title: 'No rule yet',
          text: 'Without a rule nothing raises an alert. The form beside makes the first one.',
        }),
      );
    else fill(host, el('ul', { class: 'rule-list' }, rules.all.map(row)));
    fill(meta, rules.readAt ? count(rules.all.length, 'rule') : '');
  }

  function row(rule) {
    const tone = toneOf(rule.severity);
    const firing = alerts.active.filter((alert) => alert.rule.id === rule.id && alert.state === 'FIRING').length;
    const watched = series.all.filter((item) => covers(rule, item)).length;
    return el(
      'li',
      { class: rule.id === chosen() ? 'on' : null },
      el(
        'button',
        { type: 'button', 'aria-current': rule.id === chosen() ? 'true' : null, on: { click: () => choose(rule.id) } },
        el('span', { class: tone }, icon(tone)),
        el(
          'span',
          { class: 'what' },
          el('b', {}, rule.name),
          el('span', {}, conditionWords(rule.condition)),
          el(
            'span',
            { class: 'small dim' },
            `${selectorWords(rule.series)}, ${series.state === 'ready' ? count(watched, 'series', 'series') : 'series unknown'}`,
          ),
          rule.error && el('span', { class: 'small crit' }, icon('crit'), ` ${rule.error.error} (${rule.error.series})`),
        ),
        firing > 0 && el('span', { class: `tag solid-${tone === 'crit' ? 'crit' : 'warn'}` }, `${firing} firing`),
      ),
    );
  }
}
