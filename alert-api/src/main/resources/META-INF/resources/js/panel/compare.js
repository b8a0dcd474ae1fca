/* Which series share the chart: chips with the dash of each line, and a menu of those that fit. */

import { dashOf } from '../chart/drawing.js';
import { el, fill, hidden, icon, oncePerFrame, svg } from '../dom.js';
import { quantity } from '../format.js';
import { preferences } from '../preferences.js';
import { comparable } from '../units.js';

const MOST = 3;
const LISTED = 12;

/** @param {{series, sources, view}} board */
export function mountCompare(host, { series, sources, view }) {
  let menu = null;
  let drawn = '';
  const repaint = oncePerFrame(paint);
  series.addEventListener('change', repaint);
  sources.addEventListener('change', repaint);
  preferences.addEventListener('change', close);
  view.addEventListener('change', repaint);
  document.addEventListener('click', (event) => {
    if (menu && !host.contains(event.target)) close();
  });
  host.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu) return;
    close();
    host.querySelector('.add')?.focus();
  });
  paint();

  function paint() {
    const first = series.get(view.get('series'));
    const others = view.get('compare');
    const face = [
      first?.series,
      others,
      first && sources.shortTitle(first),
      candidates(first, others).length > 0,
      sources.readAt,
    ].join();
    if (face === drawn || menu) return;
    drawn = face;
    if (!first) {
      fill(host);
      return;
    }
    const add =
      others.length < MOST &&
      candidates(first, others).length > 0 &&
      el(
        'button',
        {
          class: 'btn quiet add',
          type: 'button',
          'aria-haspopup': 'true',
          'aria-expanded': 'false',
          on: { click: () => (menu ? close() : open(first, others)) },
        },
        icon('plus'),
        'Compare',
        hidden(' with another station'),
      );
    const simulated =
      [first, ...others.map((name) => series.get(name))].some((item) => item && sources.simulated(item.source)) &&
      el('span', { class: 'tag simulated' }, 'simulated');
    fill(
      host,
      chip(first, 0),
      others.map((name, i) => chip(series.get(name) ?? { series: name, entity: name, source: '' }, i + 1)),
      simulated,
      add,
    );
  }

  function chip(item, index) {
    const key = svg(
      'svg',
      { class: 'key', viewBox: '0 0 18 8', 'aria-hidden': 'true' },
      svg('path', { d: 'M0 4h18', class: `data-${index + 1}`, 'stroke-width': 2.5, 'stroke-dasharray': dashOf(index) }),
    );
    if (index === 0) return el('span', { class: 'chip only' }, key, sources.shortTitle(item));
    const remove = () => view.set({ compare: view.get('compare').filter((name) => name !== item.series) });
    return el(
      'span',
      { class: 'chip' },
      key,
      sources.shortTitle(item),
      el('button', { type: 'button', 'aria-label': `Remove ${sources.title(item)}`, on: { click: remove } }, icon('x')),
    );
  }

  function candidates(first, others) {
    if (!first) return [];
    return series.all
      .filter(
        (item) =>
          item.metric === first.metric &&
          item.series !== first.series &&
          comparable(item.unit, first.unit) &&
          !others.includes(item.series),
      )
      .sort((one, other) => sources.title(one).localeCompare(sources.title(other)));
  }

  function open(first, others) {
    const all = candidates(first, others);
    const list = el('div', { class: 'choices' });
    const find = el('input', {
      class: 'field',
      type: 'search',
      placeholder: `Find among ${all.length}`,
      'aria-label': 'Find a station',
    });
    const offer = () => {
      const wanted = find.value.trim().toLowerCase();
      const fitting = all
        .filter((item) => `${sources.title(item)} ${item.series}`.toLowerCase().includes(wanted))
        .slice(0, LISTED);
      fill(
        list,
        fitting.map((item) =>
          el(
            'button',
            { type: 'button', on: { click: () => choose(item) } },
            el('span', {}, sources.title(item)),
            el('span', { class: 'dim' }, quantity(item.value, item.unit)),
          ),
        ),
      );
    };
    find.addEventListener('input', offer);
    offer();
    menu = el('div', { class: 'menu' }, all.length > LISTED && find, list);
    host.append(menu);
    host.querySelector('.add').setAttribute('aria-expanded', 'true');
    menu.querySelector('input, button')?.focus();
  }

  function choose(item) {
    close();
    view.set({ compare: [...view.get('compare'), item.series] });
    requestAnimationFrame(() => host.querySelector('.add, .chip:last-of-type button')?.focus());
  }

  function close() {
    menu?.remove();
    menu = null;
    host.querySelector('.add')?.setAttribute('aria-expanded', 'false');
    drawn = '';
    repaint();
  }
}
