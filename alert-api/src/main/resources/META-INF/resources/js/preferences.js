/* What the reader prefers, kept in this browser. */

const PREFIX = 'tideline.';
const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

const DEFAULTS = { theme: 'auto', temperature: 'Cel', zone: OWN_ZONE, sound: 'off', notify: 'off', wall: 'off' };
/** What an address may ask for, for as long as the page is open: `?theme=dark&wall=on`. */
const ASKED = ['theme', 'wall'];

/** Emits `change` with the name of the preference as detail. */
class Preferences extends EventTarget {
  #values = { ...DEFAULTS };

  constructor() {
    super();
    for (const name of Object.keys(DEFAULTS)) this.#values[name] = this.#stored(name) ?? DEFAULTS[name];
    const asked = new URLSearchParams(location.search);
    for (const name of ASKED) if (asked.get(name)) this.#values[name] = asked.get(name);
  }

  get theme() {
    return this.#values.theme;
  }

  /** UCUM code in which temperatures are shown: Cel or [degF]. */
  get temperature() {
    return this.#values.temperature;
  }

  get zone() {
    return this.#values.zone;
  }

  get ownZone() {
    return OWN_ZONE;
  }

  get sound() {
    return this.#values.sound === 'on';
  }

  get notify() {
    return this.#values.notify === 'on';
  }

  set(name, value) {
    this.#values[name] = value;
    try {
      localStorage.setItem(PREFIX + name, value);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
    this.#apply();
    forget(name);
    this.dispatchEvent(new CustomEvent('change', { detail: name }));
  }

  value(name) {
    return this.#values[name];
  }

  #stored(name) {
    try {
      return localStorage.getItem(PREFIX + name);
    } catch {
      return null;
    }
  }

  /** As theme.js does before the first paint. */
  #apply() {
    const { dataset } = document.documentElement;
    if (this.theme === 'auto') delete dataset.theme;
    else dataset.theme = this.theme;
    if (this.value('wall') === 'on') dataset.wall = '';
    else delete dataset.wall;
  }
}

/** What the address asks for does not outlive another choice. */
function forget(name) {
  const url = new URL(location.href);
  if (!ASKED.includes(name) || !url.searchParams.has(name)) return;
  url.searchParams.delete(name);
  history.replaceState(null, '', url);
}

export const preferences = new Preferences();
