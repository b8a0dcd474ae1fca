/* What the reader prefers, kept in this browser. */

const PREFIX = 'tideline.';
const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

const DEFAULTS = { theme: 'auto', temperature: 'Cel', zone: OWN_ZONE, sound: 'off', notify: 'off' };

/** Emits `change` with the name of the preference as detail. */
class Preferences extends EventTarget {
  #values = { ...DEFAULTS };

  constructor() {
    super();
    for (const name of Object.keys(DEFAULTS)) this.#values[name] = this.#stored(name) ?? DEFAULTS[name];
    const asked = new URLSearchParams(location.search).get('theme');
    if (asked) this.#values.theme = asked;
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
    if (name === 'theme') this.#applyTheme();
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

  #applyTheme() {
    if (this.theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.theme;
  }
}

export const preferences = new Preferences();
