/* What the reader looks at: the chart's series and span, and the filters. It lives in the URL, so that a link shows the same. */

const DEFAULTS = { series: '', compare: [], hours: 6, until: null, alerts: '', severity: '', source: '', find: '', span: 24 };

/** Emits `change` with the names of what changed as detail. */
export class View extends EventTarget {
  #values = { ...DEFAULTS };

  constructor() {
    super();
    this.#read();
    addEventListener('popstate', () => {
      this.#read();
      this.dispatchEvent(new CustomEvent('change', { detail: Object.keys(DEFAULTS) }));
    });
  }

  get(name) {
    return this.#values[name];
  }

  /** True where a value is not the one that every page begins with. */
  isChosen(name) {
    return String(this.#values[name]) !== String(DEFAULTS[name]);
  }

  /** Changes some values and the URL with them. */
  set(changes) {
    const names = Object.keys(changes).filter((name) => String(changes[name]) !== String(this.#values[name]));
    if (names.length === 0) return;
    Object.assign(this.#values, changes);
    history.replaceState(null, '', this.#url());
    this.dispatchEvent(new CustomEvent('change', { detail: names }));
  }

  /** Shows something by the page's own choice: the URL stays as it is until the reader chooses. */
  suggest(changes) {
    Object.assign(this.#values, changes);
    this.dispatchEvent(new CustomEvent('change', { detail: Object.keys(changes) }));
  }

  #read() {
    const asked = new URLSearchParams(location.search);
    this.#values = { ...DEFAULTS };
    for (const name of ['series', 'alerts', 'severity', 'source', 'find']) this.#values[name] = asked.get(name) ?? '';
    this.#values.compare = asked.getAll('compare');
    this.#values.hours = positive(asked.get('hours')) ?? DEFAULTS.hours;
    this.#values.span = positive(asked.get('span')) ?? DEFAULTS.span;
    this.#values.until = Date.parse(asked.get('until')) || null;
  }

  #url() {
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(this.#values)) {
      url.searchParams.delete(name);
      if (String(value) === String(DEFAULTS[name])) continue;
      if (Array.isArray(value)) for (const one of value) url.searchParams.append(name, one);
      else url.searchParams.set(name, name === 'until' ? new Date(value).toISOString() : value);
    }
    return url;
  }
}

function positive(text) {
  const value = Number(text);
  return Number.isFinite(value) && value > 0 ? value : null;
}
