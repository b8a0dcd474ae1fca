/* The pipeline as a line map: hops are stations, sources are lines. Which hop is stuck is seen at one glance. */

import { failed, skeleton, unavailable } from '../blank.js';
import { el, fill, icon, oncePerFrame } from '../dom.js';
import { clockSeconds, count, duration, known, listed, moment, number, timeElement } from '../format.js';
import { HOPS } from '../model/pipeline.js';
import { preferences } from '../preferences.js';
import { stateOf } from './states.js';

const BRANCH = 'postgresql';

/** @param {import('./report.js').Report} report of /control/pipeline */
export function mountPipeline(report) {
  const host = document.getElementById('pipe');
  const meta = document.getElementById('pipe-meta');
  const incident = document.getElementById('incident');
  let said = '';
  const repaint = oncePerFrame(paint);
  report.addEventListener('change', repaint);
  preferences.addEventListener('change', repaint);
  paint();

  function paint() {
    if (!report.data) return paintEmptyHanded();
    const { hops, sources = [] } = report.data;
    title(hops);
    announce(hops);
    host.className = 'pipe';
    host.style.setProperty('--hops', hops.length);
    fill(
      host,
      markOf(hops, sources),
      el('div', { class: 'rowhead h' }, el('span', {}, 'Lag of each source', el('br'), 'at each hop')),
      hops.map((hop, i) => station(hop, i, hops.length)),
      sources.map((source, row) => line(source, row, hops)),
    );
  }

  function paintEmptyHanded() {
    host.className = '';
    meta.textContent = '';
    fill(incident);
    if (report.state === 'loading') fill(host, skeleton('the pipeline', 4, [14, 12, 12, 12, 12, 12]));
    else if (report.problem.missing)
      fill(
        host,
        unavailable(
          'The pipeline’s picture is',
          'This alert API does not serve /control/pipeline. The panels below and the dashboard work without it.',
        ),
      );
    else
      fill(
        host,
        failed({
          title: 'The pipeline cannot be read',
          problem: report.problem,
          stillTrue: 'Nothing is known about any hop now.',
          retry: () => report.load(),
        }),
      );
  }

  function title(hops) {
    const of = (name) => hops.filter((hop) => hop.state === name).length;
    const parts = [
      ['STUCK', 'stuck'],
      ['STARVED', 'starved'],
      ['SLOW', 'slow'],
      ['UNKNOWN', 'unknown'],
    ]
      .filter(([name]) => of(name) > 0)
      .map(([name, word]) => `${of(name)} ${word}`);
    const stuck = hops.find((hop) => hop.state === 'STUCK');
    document.title = `${stuck ? `${name(stuck)} stuck` : parts.length > 0 ? parts.join(', ') : 'All working'} · Control center · Tideline`;
    const asOf = report.state === 'failed' ? `last known ${clockSeconds(report.readAt)}, ` : '';
    fill(
      meta,
      asOf,
      stuck
        ? el('span', { class: 'crit' }, parts.join(', '))
        : parts.length > 0
          ? parts.join(', ')
          : `${count(hops.length, 'hop')} working`,
    );
  }

  /** Said once when it begins or changes its cause, not with every second that it lasts. */
  function announce(hops) {
    const stuck = hops.find((hop) => hop.state === 'STUCK');
    if (!stuck) {
      said = '';
      fill(incident);
      return;
    }
    const starved = hops.filter((hop) => hop.state === 'STARVED').map(name);
    const fact = `${name(stuck)} is stuck`;
    const rest = `${stuck.detail ?? ''}${stuck.lagRecords ? ` ${number(stuck.lagRecords)} records wait.` : ''}${starved.length > 0 ? ` ${listed(starved)} ${starved.length === 1 ? 'gets' : 'get'} nothing new.` : ''}`;
    const since = stuck.lastWorkAt ? `, last work ${duration((Date.now() - Date.parse(stuck.lastWorkAt)) / 1000)} ago` : '';
    if (said === fact + starved.join()) {
      incident.querySelector('[data-since]').textContent = since;
      incident.querySelector('[data-rest]').textContent = rest;
      return;
    }
    said = fact + starved.join();
    fill(
      incident,
      icon('stall'),
      el('p', {}, el('strong', {}, fact, el('span', { data: { since: '' } }, since)), el('span', { data: { rest: '' } }, rest)),
    );
  }

  function markOf(hops, sources) {
    const index = hops.findIndex((hop) => hop.state === 'STUCK');
    return (
      index >= 0 &&
      el('div', { class: 'col-mark', style: { gridColumn: String(index + 2), gridRow: `1 / span ${sources.length + 1}` } })
    );
  }
}

function station(hop, index, length) {
  const { tone, glyph, word } = stateOf(hop.state);
  const edge = index === 0 ? 'first' : index === length - 1 ? 'last' : '';
  return el(
    'div',
    {
      class: `hop ${edge} ${hop.hop === BRANCH ? 'branch' : ''}`,
      data: { s: look(hop.state), hop: hop.hop },
      style: { gridColumn: String(index + 2) },
    },
    el('p', { class: 'name' }, el('b', {}, name(hop)), el('span', { class: 'state', data: { s: tone } }, word)),
    el('div', { class: 'trunk' }, el('span', { class: 'stn' }, icon(glyph))),
    el(
      'p',
      { class: 'val' },
      known(hop.rate),
      hop.rate === null || hop.rate === undefined ? null : el('span', { class: 'unit' }, hop.rateUnit ?? '/s'),
    ),
    el(
      'dl',
      {},
      el('dt', {}, 'Lag'),
      el('dd', {}, lag(hop)),
      el('dt', {}, 'Last'),
      el(
        'dd',
        {},
        hop.lastWorkAt ? timeElement(Date.parse(hop.lastWorkAt), clockSeconds(Date.parse(hop.lastWorkAt))) : 'unknown',
      ),
    ),
    el('p', { class: 'note', title: hop.detail ?? '' }, hop.detail ?? ''),
  );
}

function line(source, row, hops) {
  const of = new Map((source.hops ?? []).map((hop) => [hop.hop, hop]));
  const gridRow = String(row + 2);
  return [
    el(
      'div',
      { class: 'rowhead', style: { gridRow } },
      el('b', {}, source.source),
      el(
        'span',
        {},
        source.rate === null || source.rate === undefined ? 'rate unknown' : `${number(source.rate, 1)}/s`,
        source.simulated && el('span', { class: 'tag simulated' }, 'simulated'),
      ),
    ),
    hops.map((hop, i) => cell(of.get(hop.hop), hop, i, hops.length, gridRow)),
  ];
}

function cell(part, hop, index, length, gridRow) {
  const state = look(part?.state ?? 'UNKNOWN');
  const edge = index === 0 ? 'first' : index === length - 1 ? 'last' : '';
  return el(
    'div',
    { class: `cell ${state} ${edge}`, title: part?.detail ?? '', style: { gridColumn: String(index + 2), gridRow } },
    el('span', { class: 'p' }, state === 'warn' && icon('warn')),
    el(
      'span',
      { class: 'txt' },
      part ? text(part) : '–',
      el('span', { class: 'vh' }, ` at ${name(hop)}, ${stateOf(part?.state).word}`),
    ),
  );
}

function text(part) {
  if (part.state === 'STUCK' && part.lagRecords) return `${number(part.lagRecords)} waiting`;
  if (part.state === 'STARVED')
    return part.lastWorkAt ? `none since ${moment(Date.parse(part.lastWorkAt))}` : 'nothing comes';
  return lag(part);
}

function lag({ lagSeconds, lagRecords }) {
  if (lagSeconds !== null && lagSeconds !== undefined)
    return lagSeconds < 60 ? `${number(lagSeconds, lagSeconds < 10 ? 1 : 0)} s` : duration(lagSeconds);
  return lagRecords === null || lagRecords === undefined ? 'unknown' : count(lagRecords, 'record');
}

/** The stylesheet's word for a state. */
function look(state) {
  return { WORKING: 'ok', SLOW: 'warn', STUCK: 'stuck', STARVED: 'starved' }[state] ?? 'starved';
}

function name({ hop, title }) {
  return title ?? HOPS[hop] ?? hop;
}
