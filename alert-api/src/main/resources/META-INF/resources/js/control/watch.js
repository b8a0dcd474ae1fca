/* Pipeline alerts: what the watch found, who takes care of it, and what is over. */

import { Cancelled } from '../api.js';
import { failed, skeleton } from '../blank.js';
import { el, fill, hidden, icon, oncePerFrame } from '../dom.js';
import { clock, count, duration, timeElement } from '../format.js';
import { alertHistory, groupOf, since, toneOf } from '../model/alerts.js';
import { faultName, isPipeline, PIPELINE } from '../model/pipeline.js';
import { preferences } from '../preferences.js';
import { table } from './panel.js';
import { silence } from './silence.js';

const DAY = 86_400_000;
const SHOWN_ENDED = 6;
/** Milliseconds after which the tables have what the stream has told. */
const SETTLE = 2_000;

/**
 * @param {import('../model/alerts.js').AlertBook} alerts
 * @param {import('../live.js').LiveFeed} feed
 */
export function mountWatch(alerts, feed) {
  const host = document.getElementById('watch');
  const meta = host.closest('.panel').querySelector('.meta');
  let ended = null;
  const told = new Map();
  let refused = '';
  const repaint = oncePerFrame(paint);
  for (const book of [alerts, preferences]) book.addEventListener('change', repaint);
  alerts.addEventListener('ended', ({ detail }) => {
    if (!isPipeline(detail)) return;
    told.set(detail.id, detail);
    setTimeout(readEnded, SETTLE);
  });
  feed.addEventListener('caughtup', readEnded);
  setInterval(repaint, 10_000);
  readEnded();
  paint();

  async function readEnded() {
    try {
      const all = await alertHistory(Date.now() - DAY, Date.now(), { source: PIPELINE });
      ended = all.filter((alert) => alert.state === 'RESOLVED').reverse();
      for (const { id } of ended) told.delete(id);
    } catch {
      ended ??= null; // the active ones are still true
    }
    repaint();
  }

  function paint() {
    const active = alerts.active.filter(isPipeline);
    if (alerts.state === 'loading') {
      meta.textContent = 'loading';
      fill(host, skeleton('pipeline alerts', 1, [30, 20, 20]));
      return;
    }
    if (alerts.state === 'failed' && alerts.size === 0) {
      meta.textContent = 'unknown';
      fill(
        host,
        failed({
          title: 'Pipeline alerts cannot be read',
          problem: alerts.problem,
          stillTrue: 'The picture above is asked for anew every two seconds.',
          retry: () => alerts.load(),
        }),
      );
      return;
    }
    const over = [...[...told.values()].reverse(), ...(ended ?? [])];
    const recent = ended === null ? '' : `, ${over.length === 0 ? 'none' : count(over.length, 'one', 'ones')} over in the last 24 h`;
    meta.textContent = `${active.length === 0 ? 'none' : count(active.length, 'alert')} active${recent.replace(/(\d) ones?/, '$1')}`;
    const shown = over.slice(0, SHOWN_ENDED);
    fill(
      host,
      active.length === 0 &&
        el(
          'p',
          { class: 'calm' },
          icon('ack'),
          ' Nothing is wrong with the pipeline. Hops, delays, fetches, lag, workers, brokers and replicas are looked at every 5 s.',
        ),
      active.length + shown.length > 0 && table(['Alert', 'Since', 'State', ''], [...active.map(row), ...shown.map(endedRow)]),
      refused && el('p', { class: 'crit refused', role: 'alert' }, icon('crit'), ` ${refused}`),
    );
  }

  function row(alert) {
    const tone = toneOf(alert.severity);
    const group = groupOf(alert);
    return {
      bad: group === 'firing' && tone === 'crit',
      cells: [
        [title(alert, tone), el('span', { class: 'why' }, alert.message)],
        [timeElement(since(alert)), el('span', { class: 'why' }, duration((Date.now() - since(alert)) / 1000))],
        stateOf(alert, group, tone),
        group === 'acknowledged'
          ? button(alert, 'Undo', 'btn quiet sm', () => alerts.unacknowledge(alert))
          : group === 'silenced'
            ? button(alert, 'End silence', 'btn quiet sm', () => alerts.unsilence(alert))
            : [
                button(alert, 'Acknowledge', `btn sm${tone === 'crit' ? ' solid' : ''}`, () => alerts.acknowledge(alert)),
                ' ',
                button(alert, 'Silence…', 'btn quiet sm', () => silence(alert, alerts)),
              ],
      ],
    };
  }

  function endedRow(alert) {
    const end = Date.parse(alert.endsAt ?? alert.at);
    return {
      cells: [
        el('span', { class: 'dim' }, faultName(alert)),
        el('span', { class: 'dim' }, timeElement(since(alert))),
        el('span', { class: 'dim' }, 'over at ', timeElement(end, clock(end)), `, lasted ${duration((end - since(alert)) / 1000)}`),
        null,
      ],
    };
  }

  function title(alert, tone) {
    return el('span', { class: 'state', data: { s: tone } }, icon(tone), el('b', { class: 'ink' }, faultName(alert)));
  }

  function stateOf(alert, group, tone) {
    if (group === 'acknowledged')
      return ['Acknowledged by ', el('span', { class: 'ink' }, alert.acknowledgement.by), ' at ', timeElement(Date.parse(alert.acknowledgement.at), clock(Date.parse(alert.acknowledgement.at)))];
    if (group === 'silenced') return ['Silenced until ', timeElement(Date.parse(alert.silence.until))];
    return el('span', { class: tone }, 'Firing');
  }

  function button(alert, word, look, perform) {
    return el(
      'button',
      { class: look, type: 'button', data: { act: word.toLowerCase().replace('…', '') }, on: { click: () => run(perform) } },
      word,
      hidden(` ${faultName(alert)}`),
    );
  }

  async function run(perform) {
    refused = '';
    try {
      await perform();
    } catch (problem) {
      if (!(problem instanceof Cancelled)) refused = `Not done: ${problem.detail || problem.message}`;
    }
    repaint();
  }
}
