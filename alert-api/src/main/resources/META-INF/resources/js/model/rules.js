/* The rules, and the lines that they draw on a chart. */

import { ask, change, read, readAll } from '../api.js';
import { Book } from './book.js';

export class RuleBook extends Book {
  #rules = [];

  async reread() {
    this.#rules = (await readAll('/rules')).map(normal);
  }

  get all() {
    return this.#rules;
  }

  /** One rule with its ETag. */
  async one(id) {
    return normal(await read(`/rules/${encodeURIComponent(id)}`));
  }

  /** Creates (no etag) or replaces a rule. */
  async save(rule, etag) {
    const condition = etag ? { 'If-Match': etag } : { 'If-None-Match': '*' };
    await change('PUT', `/rules/${encodeURIComponent(rule.id)}`, rule, condition);
    await this.load();
  }

  async remove(id, etag) {
    await change('DELETE', `/rules/${encodeURIComponent(id)}`, undefined, etag ? { 'If-Match': etag } : {});
    await this.load();
  }

  /**
   * What a draft would have raised on the stored readings of the last hours.
   * @returns {Promise<{alerts: object[], errors: {series: string, error: string}[], readings: number, series: number, truncated: boolean}>}
   */
  async preview(rule, hours, signal) {
    return ask('/rules/preview', { rule, hours }, { signal });
  }

  /** The lines of one series: {value, unit, severity, rule, side}, from rules whose threshold is a value of the series. */
  thresholds(series) {
    return this.#rules.filter((rule) => covers(rule, series)).flatMap(linesOf);
  }
}

/** The lines that one rule draws: thresholds, and windows of mean, min and max; a count or a change is no value of the series. */
export function linesOf(rule) {
  const { kind, aggregate, above, below, outside = [], unit } = rule.condition;
  const drawn = kind === 'threshold' || (kind === 'window' && aggregate !== 'count');
  if (!drawn) return [];
  return [
    ['above', above],
    ['below', below],
    ['below', outside[0]],
    ['above', outside[1]],
  ]
    .filter(([, value]) => Number.isFinite(value))
    .map(([side, value]) => ({ side, value, unit, severity: rule.severity, rule: rule.name, kind }));
}

/** True where a rule watches a series. */
export function covers(rule, series) {
  return ['source', 'entity', 'metric'].every((part) => matches(rule.series?.[part] ?? '*', series[part]));
}

/** True where a glob fits the whole text: `*`, `?`, `[a-z]`, `[!a-z]`, `{a,b}` and a backslash before what is meant as it is. */
export function matches(glob, text) {
  try {
    return new RegExp(`^${expression(glob)}$`, 's').test(text);
  } catch {
    return false;
  }
}

function expression(glob) {
  return glob.replaceAll(/\\(.)|\[!?[^\]]*\]|[*?{},]|[.+^$()|\\\]/]/g, (part, escaped) => {
    if (escaped) return `\\${escaped}`;
    if (part.length > 1) return part.replace('[!', '[^');
    return { '*': '.*', '?': '.', '{': '(?:', '}': ')', ',': glob.includes('{') ? '|' : ',' }[part] ?? `\\${part}`;
  });
}

/** The API may wrap what a person wrote as `definition`: the page works with one flat shape. */
function normal(answer) {
  const { definition, ...around } = answer;
  const flat = { ...around, ...(definition ?? {}) };
  Object.defineProperty(flat, 'etag', { value: answer.etag ?? null, enumerable: false });
  return flat;
}
