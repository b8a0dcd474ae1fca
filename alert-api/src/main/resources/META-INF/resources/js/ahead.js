/*
 * Asks for what a page shows first while the rest of its modules is still on its way: <meta name="ahead" content="PATH ...">.
 * A script of its own (async), so that it waits for no other.
 */

import { remembered } from './identity.js';

const asked = new Map(paths().map((path) => [path, send('GET', path, { authorization: remembered()?.authorization })]));
// Who takes an answer hears of its failure; one that nobody takes is no fault of the page.
for (const answer of asked.values()) answer.catch(() => {});

/** A frame without facts costs the facts a frame: so long, in milliseconds, a page waits for them before it shows that it waits. */
const WORTH_WAITING = 150;

/** Fulfilled when everything that was asked ahead is answered, or takes its time. */
export const answered = Promise.race([
  Promise.allSettled(asked.values()),
  new Promise((resolve) => setTimeout(resolve, WORTH_WAITING)),
]);

function paths() {
  return document.querySelector('meta[name=ahead]')?.content.split(' ') ?? [];
}

/**
 * Sends a request and reads its answer to the end. Without credentials of its own the browser never shows its own password window.
 * @returns {Promise<{response: Response, text: string}>}
 */
export async function send(method, path, { authorization = null, headers = {}, ...rest } = {}) {
  const sent = { Accept: 'application/json', ...headers };
  if (authorization) sent.Authorization = authorization;
  const response = await fetch(path, { method, headers: sent, credentials: 'omit', cache: 'no-store', ...rest });
  return { response, text: await response.text() };
}

/** The answer to a read that was asked ahead, for the first who wants it; null where there is none. */
export function askedAhead(path) {
  const answer = asked.get(path) ?? null;
  asked.delete(path);
  return answer;
}
