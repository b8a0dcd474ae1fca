/* The stations where their sources say they are; drawn here, without any tile server. */

import { LAND } from './land.js';
import { empty, failed, skeleton, unavailable } from '../blank.js';
import { el, fill, icon, oncePerFrame, svg } from '../dom.js';
import { count, words } from '../format.js';
import { groupOf, toneOf } from '../model/alerts.js';

const WIDTH = 316;
const HEIGHT = 178;
const LEAST_SPAN = 4;
const CROWD = 60;
const RANK = { crit: 5, warn: 4, info: 3, quietd: 2, stale: 1, ok: 0, none: -1 };
const SHAPES = { crit: 'M-2.500-6h5L6-2.500v5L2.500 6h-5L-6 2.500v-5z', warn: 'M0-6 6.500 5.500h-13z' };
const DOT = 'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0';
const WORDS = {
  quietd: 'acknowledged, silenced or pending',
  none: 'no reading yet',
  crit: 'critical',
  warn: 'warning',
  ok: 'normal',
};

/** @param {{alerts, series, sources, view, select: (series: string) => void}} board */
export function mountMap({ alerts, series, sources, view, select }) {
  const panel = document.getElementById('map-panel');
  const host = document.getElementById('map');
  const meta = document.getElementById('map-meta');
  let drawn = '';
  const repaint = oncePerFrame(paint);
  for (const book of [alerts, series, sources]) book.addEventListener('change', repaint);
  view.addEventListener('change', repaint);
  setInterval(repaint, 15_000);
  paint();

  function paint() {
    panel.setAttribute('aria-busy', String(sources.state === 'loading'));
    const owned = new Map();
    for (const item of series.all) {
      const key = `${item.source}/${item.entity}`;
      owned.set(key, [...(owned.get(key) ?? []), item]);
    }
    const stations = sources.places
      .map((place) => judged(place, owned.get(`${place.source}/${place.entity}`) ?? []))
      .filter((station) => station.enabled);
    if (stations.length === 0) return paintEmptyHanded();
    const face = JSON.stringify([stations.map((station) => [station.source, station.entity, station.state]), view.get('series')]);
    if (face === drawn) return;
    drawn = face;
    fill(meta, count(stations.length, 'station'));
    fill(host, drawing(stations), legend());
  }

  function paintEmptyHanded() {
    drawn = '';
    if (sources.state === 'loading') fill(host, skeleton('stations', 4, [90]));
    else if (sources.problem?.missing)
      fill(
        host,
        unavailable(
          'Station positions are',
          'The alert API does not pass on what the fetcher knows about places. The series list does not need them.',
        ),
      );
    else if (sources.state === 'failed')
      fill(
        host,
        failed({
          title: 'Station positions cannot be read',
          problem: sources.problem,
          stillTrue: 'The series list does not need them.',
          retry: () => sources.load(),
        }),
      );
    else
      fill(
        host,
        empty({
          glyph: 'starved',
          title: 'No station has a place',
          text: 'Entities with a latitude and a longitude in deploy/sources.yaml are drawn here.',
        }),
      );
    fill(meta, { loading: 'loading', failed: 'unknown' }[sources.state] ?? '0 placed');
  }

  function judged(place, own) {
    const states = own.map((item) => {
      const [alert] = alerts.of(item.series);
      if (alert) return groupOf(alert) === 'firing' ? toneOf(alert.severity) : 'quietd';
      return Date.now() - Date.parse(item.observedAt) > sources.staleAfter(item.source) ? 'stale' : 'ok';
    });
    const state = states.reduce((worst, one) => (RANK[one] > RANK[worst] ? one : worst), 'none');
    const target = own[states.indexOf(state)] ?? null;
    const enabled = own.length > 0 || sources.all.find((source) => source.name === place.source)?.enabled !== false;
    return { ...place, state, target, enabled, selected: own.some((item) => item.series === view.get('series')) };
  }

  function drawing(stations) {
    const frame = frameOf(stations);
    const size = stations.length > CROWD ? 0.6 : 1;
    const order = [...stations].sort((one, other) => one.selected - other.selected || RANK[one.state] - RANK[other.state]);
    return svg(
      'svg',
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'group', 'aria-label': 'Map of stations' },
      LAND.map((outline) => svg('path', { class: 'land', d: path(outline, frame) })),
      graticule(frame),
      order.map((station) => mark(station, frame, station.selected ? 1 : size)),
    );
  }

  function mark(station, { x, y }, size) {
    const left = x(station.longitude);
    const top = y(station.latitude);
    const name = `${station.title}: ${WORDS[station.state] ?? station.state}`;
    const open = () => station.target && select(station.target.series);
    const label =
      station.selected &&
      svg(
        'text',
        { class: 'name', x: left > WIDTH * 0.66 ? -13 : 13, y: 4, 'text-anchor': left > WIDTH * 0.66 ? 'end' : 'start' },
        station.title,
      );
    return svg(
      'g',
      {
        class: `st ${station.state}`,
        tabindex: 0,
        role: 'button',
        'aria-pressed': String(station.selected),
        'aria-label': name,
        transform: `translate(${left.toFixed(1)} ${top.toFixed(1)}) scale(${size})`,
        on: {
          click: open,
          keydown: (event) => {
            if (event.key === 'Enter' || event.key === ' ') {
              event.preventDefault();
              open();
            }
          },
        },
      },
      svg('title', {}, name),
      svg('circle', { r: 12, fill: 'transparent' }),
      svg('circle', { class: 'ring', r: 9.5 }),
      svg('path', { class: 'm', d: SHAPES[station.state] ?? DOT }),
      label,
    );
  }
}

/** Equirectangular, true at the middle latitude, with all stations inside. */
function frameOf(stations) {
  const latitudes = stations.map((station) => station.latitude);
  const longitudes = stations.map((station) => station.longitude);
  const middle = {
    latitude: (Math.min(...latitudes) + Math.max(...latitudes)) / 2,
    longitude: (Math.min(...longitudes) + Math.max(...longitudes)) / 2,
  };
  const squeeze = Math.cos((middle.latitude * Math.PI) / 180);
  const across = Math.max(LEAST_SPAN, (Math.max(...longitudes) - Math.min(...longitudes)) * squeeze) * 1.18;
  const down = Math.max(LEAST_SPAN, Math.max(...latitudes) - Math.min(...latitudes)) * 1.35;
  const scale = Math.min(WIDTH / across, HEIGHT / down);
  return {
    x: (longitude) => WIDTH / 2 + (longitude - middle.longitude) * squeeze * scale,
    y: (latitude) => HEIGHT / 2 - (latitude - middle.latitude) * scale,
    west: middle.longitude - WIDTH / 2 / scale / squeeze,
    east: middle.longitude + WIDTH / 2 / scale / squeeze,
    south: middle.latitude - HEIGHT / 2 / scale,
    north: middle.latitude + HEIGHT / 2 / scale,
  };
}

function path(outline, { x, y }) {
  return `${outline.map(([longitude, latitude], i) => `${i ? 'L' : 'M'}${x(longitude).toFixed(1)} ${y(latitude).toFixed(1)}`).join('')}Z`;
}

function graticule(frame) {
  const lines = [];
  const step = niceStep(frame.east - frame.west);
  for (let longitude = Math.ceil(frame.west / step) * step; longitude < frame.east; longitude += step) {
    const x = frame.x(longitude);
    lines.push(svg('path', { class: 'grat', d: `M${x} 0V${HEIGHT}` }));
    if (x > 4 && x < WIDTH - 40)
      lines.push(
        svg(
          'text',
          { class: 'gl', x: x + 3, y: HEIGHT - 4 },
          `${Math.abs(longitude)}°${longitude < 0 ? ' W' : longitude > 0 ? ' E' : ''}`,
        ),
      );
  }
  for (let latitude = Math.ceil(frame.south / step) * step; latitude < frame.north; latitude += step) {
    const y = frame.y(latitude);
    lines.push(svg('path', { class: 'grat', d: `M0 ${y}H${WIDTH}` }));
    if (y > 14 && y < HEIGHT - 18)
      lines.push(
        svg('text', { class: 'gl', x: 3, y: y - 3 }, `${Math.abs(latitude)}°${latitude < 0 ? ' S' : latitude > 0 ? ' N' : ''}`),
      );
  }
  return lines;
}

function niceStep(span) {
  return [1, 2, 5, 10, 20, 30, 60].find((step) => span / step <= 5) ?? 90;
}

function legend() {
  const entry = (tone, glyph) => el('span', { class: tone }, icon(glyph), el('span', { class: 'dim' }, WORDS[tone]));
  return el(
    'p',
    { class: 'legend' },
    entry('crit', 'crit'),
    entry('warn', 'warn'),
    entry('ok', 'ok'),
    el('span', {}, icon('starved'), words('stale').toLowerCase()),
  );
}
