/* Who changes things, as this tab remembers it (sessionStorage): never written anywhere else. */

const KEY = 'tideline.operator';

/** @returns {{name: string, authorization: string}|null} null when nobody has signed in */
export function remembered() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
}

export function remember(identity) {
  sessionStorage.setItem(KEY, JSON.stringify(identity));
}

export function forget() {
  sessionStorage.removeItem(KEY);
}
