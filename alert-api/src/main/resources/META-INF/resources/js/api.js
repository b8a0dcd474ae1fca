/* Requests to the alert API. Every failure is a Problem that says what failed. */

import { askedAhead, send } from './ahead.js';
import { operator } from './operator.js';

/** An answer that is no success, or none at all (status 0). */
export class Problem extends Error {
  constructor(method, path, status, title, detail, body = null) {
    super(detail || title);
    this.name = 'Problem';
    this.method = method;
    this.path = path;
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.body = body;
    this.at = Date.now();
  }

  /** `GET /alerts answered 503` or `GET /alerts did not answer`. */
  get sentence() {
    return this.status === 0
      ? `${this.method} ${this.path} did not answer.`
      : `${this.method} ${this.path} answered ${this.status}.`;
  }

  get missing() {
    return this.status === 404 || this.status === 405 || this.status === 501;
  }
}

/** Reads JSON. */
export function read(path, options = {}) {
  return request('GET', path, { ...options, authorization: operator.known });
}

/** Asks a question that needs a body: changes nothing, and sends the operator's password only if it is known. */
export function ask(path, body, options = {}) {
  return request('POST', path, { ...options, body, authorization: operator.known });
}

/** Reads a list of pages to its end, or to `limit` items. */
export async function readAll(path, limit = 5000) {
  const items = [];
  let cursor = null;
  do {
    const page = await read(cursor ? withParameters(path, { cursor }) : path);
    items.push(...(Array.isArray(page) ? page : page.items));
    cursor = page.next ?? null;
  } while (cursor && items.length < limit);
  return items;
}

/**
 * Changes something, as the operator: asks for the password when it is not known or is refused.
 * Rejects with a Problem, or with null when the operator cancelled.
 */
export async function change(method, path, body, headers = {}) {
  let refused = null;
  for (;;) {
    const authorization = await operator.authorize(refused);
    if (!authorization) throw new Cancelled();
    try {
      return await request(method, path, { body, headers, authorization });
    } catch (problem) {
      if (problem.status !== 401 && problem.status !== 403) throw problem;
      operator.forget();
      refused = problem;
    }
  }
}

/** The operator closed the password dialog. */
export class Cancelled extends Error {}

/** Appends parameters to a path; null, undefined and empty ones are left out. */
export function withParameters(path, parameters) {
  const url = new URL(path, location.origin);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}

/** The path of a series: each part escaped, since entities come from foreign systems. */
export function seriesPath({ source, entity, metric }) {
  return `/series/${[source, entity, metric].map(encodeURIComponent).join('/')}`;
}

async function request(method, path, { body, headers = {}, authorization = null, signal } = {}) {
  const sent = body === undefined ? headers : { 'Content-Type': 'application/json', ...headers };
  const written = body === undefined ? undefined : JSON.stringify(body);
  let response;
  let text;
  try {
    const ahead = method === 'GET' ? askedAhead(path) : null;
    ({ response, text } = await (ahead ?? send(method, path, { authorization, headers: sent, body: written, signal })));
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(method, path.split('?')[0], 0, 'The server did not answer', '');
  }
  const answer = parsed(text);
  if (!response.ok) {
    throw new Problem(
      method,
      path.split('?')[0],
      response.status,
      answer?.title ?? response.statusText,
      answer?.detail ?? '',
      answer,
    );
  }
  if (answer && typeof answer === 'object' && response.headers.get('ETag')) {
    Object.defineProperty(answer, 'etag', { value: response.headers.get('ETag'), enumerable: false });
  }
  return answer;
}

function parsed(text) {
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
