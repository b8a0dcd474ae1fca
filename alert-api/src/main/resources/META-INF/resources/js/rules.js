/* The rules page: the list, the form, and what a draft would have raised. */

import { answered } from './ahead.js';
import { mountHeader } from './header.js';
import { LiveFeed } from './live.js';
import { AlertBook } from './model/alerts.js';
import { RuleBook } from './model/rules.js';
import { SeriesBook } from './model/series.js';
import { SourceBook } from './model/sources.js';
import { mountConnection } from './panel/connection.js';
import { mountRuleForm } from './rule/form.js';
import { mountRuleList } from './rule/list.js';
import { mountPreview } from './rule/preview.js';

const feed = new LiveFeed('/live?topics=alerts', ['alert', 'gap']);
const books = { alerts: new AlertBook(), series: new SeriesBook(), sources: new SourceBook(), rules: new RuleBook() };
const events = new EventTarget();
const desk = { ...books, events, chosen, choose };

feed.addEventListener('alert', ({ detail }) => books.alerts.apply(detail));
feed.addEventListener('gap', () => books.alerts.load());
feed.open();
await answered;

mountHeader(document.getElementById('top'));
mountConnection(document.getElementById('conn'), feed, { show: () => location.assign('./') });
mountRuleList(desk);
mountPreview(desk);
const form = mountRuleForm(desk);
await Promise.all(Object.values(books).map((book) => book.load()));
await open(chosen() ?? (new URLSearchParams(location.search).has('new') ? null : (books.rules.all[0]?.id ?? null)));

function chosen() {
  return new URLSearchParams(location.search).get('rule');
}

async function choose(id) {
  const url = new URL(location.href);
  url.search = id ? `?${new URLSearchParams({ rule: id })}` : '?new';
  history.replaceState(null, '', url);
  await open(id);
  if (matchMedia('(max-width: 900px)').matches) document.getElementById('form-h').scrollIntoView();
}

async function open(id) {
  const rule = id ? await books.rules.one(id).catch(() => null) : null;
  if (id) history.replaceState(null, '', `?${new URLSearchParams({ rule: id })}`);
  form.show(rule);
  events.dispatchEvent(new Event('chosen'));
}
