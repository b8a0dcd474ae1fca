/* One active alert: facts, actions, and the forms that open in place. The row moves only after the server has answered. */

import { Cancelled } from '../api.js';
import { el, fill, icon } from '../dom.js';
import { moment, timeElement, words } from '../format.js';
import { groupOf, since, toneOf } from '../model/alerts.js';
import { isPipeline } from '../model/pipeline.js';
import { preferences } from '../preferences.js';
import { OnSight, sparkline } from '../spark.js';
import { convert } from '../units.js';
import { commentForm, silenceForm } from './alert-forms.js';
import { bound, breach, judgedNow, judgedOf, lived, peak, readings } from './alert-words.js';

const GLYPHS = { acknowledged: 'ack', silenced: 'off', pending: 'pending' };
const sight = new OnSight();

/** After an action the alert moves to another group: the focus goes with it. Two frames: one to paint, one to be there. */
function followFocus(id) {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body)
        document.querySelector(`[data-alert="${CSS.escape(id)}"] .name`)?.focus({ preventScroll: true });
    }),
  );
}

/**
 * @param {object} first the alert
 * @param {{alerts, series, sources, view, select, missed: Set<string>, offline: () => boolean}} context
 */
export function alertRow(first, context) {
  const { alerts, series, sources, view, select } = context;
  const node = el('article', { class: 'alert', data: { alert: first.id }, on: { keydown } });
  let alert = first;
  let open = null;
  let form = null;
  let busy = null;
  let refused = null;
  let drawn = '';
  if (!isPipeline(first)) sight.watch(node, () => series.want(first.series));
  return { node, update };

  function update(next) {
    alert = next;
    const points = series.recent(alert.series);
    const face = [
      alert.sequence,
      judgedOf(alert, series).value,
      alert.comments,
      JSON.stringify([alert.acknowledgement, alert.silence]),
      points?.length,
      points?.at(-1)?.t,
      open,
      busy,
      refused,
      view.get('series') === alert.series,
      context.missed.has(alert.id),
      context.offline(),
      preferences.temperature,
      preferences.zone,
      sources.readAt,
      Math.floor(Date.now() / 60_000),
    ].join();
    if (face === drawn) return;
    drawn = face;
    paint(points);
  }

  function repaint() {
    drawn = '';
    update(alert);
  }

  function paint(points) {
    const group = groupOf(alert);
    const tone = toneOf(alert.severity);
    node.className = `alert ${group === 'acknowledged' ? 'acked' : group} s-${tone}${view.get('series') === alert.series ? ' sel' : ''}`;
    const active = node.contains(document.activeElement) ? document.activeElement : null;
    const parts = group === 'firing' ? firing(tone, points) : quiet(group, tone);
    fill(node, icon(GLYPHS[group] ?? tone), parts);
    for (const control of form?.querySelectorAll('button') ?? []) control.disabled = isOff();
    if (active)
      (active.isConnected ? active : node.querySelector(`[data-act="${active.dataset.act}"]`))?.focus({ preventScroll: true });
  }

  function head() {
    const missed = context.missed.has(alert.id) && el('span', { class: 'tag missed' }, 'missed');
    const name = el(
      'button',
      { class: 'name', type: 'button', data: { act: 'select' }, on: { click: () => select(alert.series) } },
      sources.name(alert),
    );
    return el('div', { class: 'who' }, name, el('p', { class: 'path', title: alert.series }, missed, isPipeline(alert) ? alert.message : alert.rule.name));
  }

  function isMeasured() {
    return alert.value !== null && alert.value !== undefined;
  }

  function simulated() {
    return sources.simulated(alert.source) && [el('span', { class: 'tag simulated' }, 'simulated'), ' '];
  }

  function firing(tone, points) {
    const threshold = alert.threshold ?? null;
    const unit = points?.at(-1)?.unit ?? alert.unit;
    const line = threshold === null ? null : convert(threshold, alert.thresholdUnit, unit);
    return [
      head(),
      !isPipeline(alert) && sparkline(points, { width: 88, height: 32, threshold: line, tone: { crit: 'c', warn: 'w' }[tone] ?? '' }),
      el(
        'p',
        { class: 'val' },
        isMeasured() && el('b', {}, judgedNow(alert, series)),
        el('span', {}, el('b', { class: tone }, words(alert.severity.toLowerCase())), ' ', breach(alert)),
        simulated(),
      ),
      el(
        'p',
        { class: 'when' },
        'Since ',
        timeElement(since(alert), moment(since(alert)), 'ink'),
        `, ${lived(alert)}${readings(alert)}${peak(alert)}`,
      ),
      el(
        'div',
        { class: 'acts' },
        action(
          'acknowledge',
          busy === 'acknowledge' ? 'Acknowledging…' : 'Acknowledge',
          `btn${tone === 'crit' ? ' solid' : ''}`,
          () => run('acknowledge', () => alerts.acknowledge(alert)),
        ),
        action('silence', 'Silence', 'btn', () => toggle('silence'), open === 'silence'),
        action(
          'comment',
          `Comment${alert.comments ? ` (${alert.comments})` : ''}`,
          'btn quiet',
          () => toggle('comment'),
          open === 'comment',
        ),
      ),
      refusal(),
      form,
    ];
  }

  function quiet(group, tone) {
    const judged = group === 'acknowledged' ? tone : '';
    return [
      head(),
      el(
        'span',
        { class: 'v2' },
        isMeasured() && [el('b', { class: group === 'silenced' ? '' : 'ink' }, judgedNow(alert, series)), el('br')],
        el('span', { class: `small ${judged}` }, `${words(alert.severity.toLowerCase())}${bound(alert)}`),
      ),
      { acknowledged, silenced, pending }[group](),
      comments(group),
      refusal(),
      form,
    ];
  }

  function acknowledged() {
    const { by, at, comment } = alert.acknowledgement;
    return [
      el(
        'p',
        { class: 'line' },
        el(
          'span',
          {},
          simulated(),
          'Acknowledged by ',
          el('span', { class: 'ink' }, by),
          ' at ',
          timeElement(Date.parse(at)),
          ', since ',
          timeElement(since(alert)),
          readings(alert),
        ),
        action('undo', busy === 'undo' ? 'Undoing…' : 'Undo', 'link', () => run('undo', () => alerts.unacknowledge(alert))),
      ),
      comment && el('p', { class: 'quote dim' }, `“${comment}”`),
    ];
  }

  function silenced() {
    const { by, until, comment } = alert.silence;
    return el(
      'p',
      { class: 'line' },
      el('span', {}, simulated(), 'Silenced until ', timeElement(Date.parse(until)), by ? ` by ${by}. ` : '. ', comment ?? ''),
      action('end', busy === 'end' ? 'Ending…' : 'End', 'link', () => run('end', () => alerts.unsilence(alert))),
    );
  }

  function pending() {
    return el(
      'p',
      { class: 'line' },
      el('span', {}, simulated(), 'Broken since ', timeElement(since(alert)), `, ${lived(alert)}; fires if it lasts`),
    );
  }

  function comments(group) {
    return (
      group === 'acknowledged' &&
      el(
        'div',
        { class: 'acts tight' },
        action(
          'comment',
          `Comment${alert.comments ? ` (${alert.comments})` : ''}`,
          'link',
          () => toggle('comment'),
          open === 'comment',
        ),
      )
    );
  }

  function action(name, text, look, perform, expanded = null) {
    return el(
      'button',
      {
        class: look,
        type: 'button',
        disabled: isOff(),
        data: { act: name },
        'aria-expanded': expanded === null ? null : String(expanded),
        on: { click: perform },
      },
      text,
    );
  }

  function isOff() {
    return busy !== null || context.offline();
  }

  function keydown(event) {
    if (event.key !== 'Escape' || !open) return;
    const name = open;
    toggle(name);
    node.querySelector(`[data-act="${name}"]`)?.focus({ preventScroll: true });
  }

  /** A form is made when it opens and lives until it closes, so that nothing that was written is lost. */
  function toggle(name) {
    open = open === name ? null : name;
    form = { silence: newSilence, comment: newComment }[open]?.() ?? null;
    refused = null;
    document.activeElement?.blur();
    repaint();
    form?.querySelector('textarea, input').focus({ preventScroll: true });
  }

  function newSilence() {
    return silenceForm((minutes, why) => run('silence', () => alerts.silence(alert, minutes, why)));
  }

  function newComment() {
    const isTold = alert.comments > 0 || alert.acknowledgement;
    return commentForm(isTold ? alerts.details(alert.id) : Promise.resolve({}), {
      add: (text) => run('comment', () => alerts.comment(alert, text)),
      cancel: () => toggle('comment'),
    });
  }

  async function run(name, perform) {
    busy = name;
    refused = null;
    document.activeElement?.blur();
    repaint();
    try {
      await perform();
      open = null;
      form = null;
      followFocus(alert.id);
    } catch (problem) {
      if (!(problem instanceof Cancelled)) refused = `Not done: ${problem.detail || problem.message}`;
    } finally {
      busy = null;
      repaint();
    }
  }

  function refusal() {
    return refused && el('p', { class: 'refused crit', role: 'alert' }, icon('crit'), ` ${refused}`);
  }
}
