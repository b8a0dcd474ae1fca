/* The dashboard: models, one stream, and a panel for each question. */

import { answered } from './ahead.js';
import { callForAttention } from './attention.js';
import { mountHeader } from './header.js';
import { LiveFeed } from './live.js';
import { AlertBook } from './model/alerts.js';
import { HistoryBook } from './model/history.js';
import { PIPELINE } from './model/pipeline.js';
import { RuleBook } from './model/rules.js';
import { SeriesBook } from './model/series.js';
import { SourceBook } from './model/sources.js';
import { mountAlerts } from './panel/alerts.js';
import { mountConnection } from './panel/connection.js';
import { mountFlags } from './panel/flags.js';
import { mountSeries } from './panel/series.js';
import { View } from './view.js';

const view = new View();
const feed = new LiveFeed('/live?topics=alerts,flags,readings', ['alert', 'flag', 'reading', 'gap']);
const alerts = new AlertBook();
const books = {
  alerts,
  series: new SeriesBook(),
  sources: new SourceBook(),
  rules: new RuleBook(),
  history: new HistoryBook(alerts),
};
books.history.hours = view.get('span');
const board = { ...books, view, feed, select };

feed.addEventListener('alert', ({ detail }) => books.alerts.apply(detail));
feed.addEventListener('reading', ({ detail }) => books.series.apply(detail));
feed.addEventListener('gap', () => loadAll());
feed.addEventListener('caughtup', () => books.history.refreshSoon());
for (const book of [books.series, books.alerts, books.history]) book.addEventListener('change', selectSomething);
feed.open();
await answered;

mountHeader(document.getElementById('top'), { attention: true });
const alertPanel = mountAlerts(board);
mountConnection(document.getElementById('conn'), feed, { show: alertPanel.mark });
mountFlags(feed, books.sources, select);
mountSeries(board);
callForAttention(books.alerts, books.sources, select);
loadAll();
// What no event announces is read again now and then: sources that were added, rules that somebody changed, alerts that left the span.
setInterval(() => {
  if (!document.hidden) for (const book of [books.sources, books.rules, books.history]) book.load();
}, 60_000);

const { mountPictures } = await import('./panel/pictures.js');
mountPictures(board);

function loadAll() {
  for (const book of Object.values(books)) book.load();
}

/** Puts a series on the chart; what it is compared with stays only where it still fits. */
function select(series, span = {}) {
  // What is wrong with the pipeline itself has no readings to draw: the control center shows it.
  if (series.startsWith(`${PIPELINE}/`) && !books.series.get(series)) return location.assign('control.html#watch-h');
  const metric = series.split('/').at(-1);
  const compare = view.get('compare').filter((name) => name !== series && name.split('/').at(-1) === metric);
  view.set({ series, compare, ...span });
  if (matchMedia('(max-width: 900px)').matches) document.getElementById('chart-h').scrollIntoView({ block: 'start' });
}

/** Without a choice in the URL the chart shows the worst alert, else the last one, else the first series. */
function selectSomething() {
  const waits = [books.series, books.alerts, books.history].some((book) => book.state === 'loading');
  if (view.get('series') || waits) return;
  const [worst] = books.alerts.active.filter((alert) => books.series.get(alert.series));
  const last = books.history.current.findLast((alert) => books.series.get(alert.series));
  const first = worst?.series ?? last?.series ?? books.series.all.map((item) => item.series).sort()[0];
  if (first) view.suggest({ series: first });
}
