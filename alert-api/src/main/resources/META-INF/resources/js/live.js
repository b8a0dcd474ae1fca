/* The one event stream of a page. It reconnects by itself and asks for everything that it missed. */

const BACKOFF = [1, 2, 4, 8, 15];
const OFFLINE_AFTER = 60_000;
const CATCH_UP = 1_500;

/**
 * Emits `state` whenever `status` changes, `caughtup` with what was missed as detail ({alerts, gap, since}: the alert events that
 * were sent again, whether some of the stream is gone, and when the connection was lost), and one event per event of the stream:
 * `alert`, `flag`, `reading`, `gap`, with the parsed JSON as detail.
 *
 * status: {state: 'connecting'|'live'|'reconnecting'|'offline', since, attempt, nextAt, lastEventAt, paused}; paused is why the
 * server itself hears nothing now, or null
 */
export class LiveFeed extends EventTarget {
  #url;
  #kinds;
  #source = null;
  #lastId = null;
  #timer = null;
  #wasLive = false;
  #missed = null;
  #lostAt = null;
  status = { state: 'connecting', since: Date.now(), attempt: 0, nextAt: null, lastEventAt: null, paused: null };

  /**
   * @param {string} url of the stream
   * @param {string[]} kinds event types to listen to
   */
  constructor(url, kinds) {
    super();
    this.#url = url;
    this.#kinds = kinds;
  }

  open() {
    addEventListener('online', () => this.retry());
    // An open connection outlives the loss of the network without a word: better to try it anew.
    addEventListener('offline', () => this.#lost(this.#source));
    this.#connect();
  }

  /** Tries at once, without waiting for the next attempt. */
  retry() {
    if (this.status.state === 'live') return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  #connect() {
    this.#source?.close();
    const url = new URL(this.#url, location.origin);
    // EventSource cannot set the header on the first request of a new object: the parameter stands in for it.
    if (this.#lastId) url.searchParams.set('lastEventId', this.#lastId);
    const source = new EventSource(url);
    this.#source = source;
    source.addEventListener('open', () => this.#opened());
    source.addEventListener('error', () => this.#lost(source));
    source.addEventListener('feed', (event) => this.#told(JSON.parse(event.data)));
    for (const kind of this.#kinds) source.addEventListener(kind, (event) => this.#received(kind, event));
  }

  #opened() {
    if (this.#wasLive) {
      const isLost = this.#lastId === null;
      this.#missed = { alerts: [], gap: isLost, since: this.#lostAt };
      setTimeout(() => this.#caughtUp(), CATCH_UP);
      // Who has had no event yet has no place to go on from: whatever ended meanwhile is told by nobody.
      if (isLost) this.dispatchEvent(new CustomEvent('gap', { detail: {} }));
    }
    this.#wasLive = true;
    this.#become({ state: 'live', since: Date.now(), attempt: 0, nextAt: null, paused: null });
  }

  #caughtUp() {
    const missed = this.#missed;
    this.#missed = null;
    if (missed && this.status.state === 'live') this.dispatchEvent(new CustomEvent('caughtup', { detail: missed }));
  }

  #lost(source) {
    if (source !== this.#source) return;
    source.close();
    clearTimeout(this.#timer);
    const attempt = this.status.attempt + 1;
    if (this.status.state === 'live') this.#lostAt = Date.now();
    const since = this.status.state === 'live' ? Date.now() : this.status.since;
    const wait = BACKOFF[Math.min(attempt - 1, BACKOFF.length - 1)] * 1000;
    const state = Date.now() - since > OFFLINE_AFTER ? 'offline' : this.#wasLive ? 'reconnecting' : 'connecting';
    this.#become({ state, since, attempt, nextAt: Date.now() + wait });
    this.#timer = setTimeout(() => this.#connect(), wait);
  }

  /** What the server says about itself: whether it hears Kafka. */
  #told({ state, detail, since }) {
    const paused = state === 'INTERRUPTED' || state === 'STARTING' ? { detail, since: Date.parse(since) } : null;
    this.#become({ paused });
  }

  #received(kind, event) {
    if (event.lastEventId) this.#lastId = event.lastEventId;
    this.status.lastEventAt = Date.now();
    const detail = JSON.parse(event.data || '{}');
    if (this.#missed && kind === 'alert') this.#missed.alerts.push(detail);
    if (this.#missed && kind === 'gap') this.#missed.gap = true;
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  #become(status) {
    this.status = { ...this.status, ...status };
    this.dispatchEvent(new Event('state'));
  }
}
