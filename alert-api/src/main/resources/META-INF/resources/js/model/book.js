/* What every model of the page has in common: it is read once, kept up to date, and says when it changed. */

const RETRY = 15_000;

/**
 * Emits `change`. `state` is 'loading', 'ready' or 'failed'; after a failure what was known before stays.
 */
export class Book extends EventTarget {
  state = 'loading';
  problem = null;
  readAt = null;
  #retry = null;

  /** Reads everything anew. Never rejects: the failure is kept for the panels to show, and reading is tried again soon. */
  async load() {
    clearTimeout(this.#retry);
    try {
      await this.reread();
      this.state = 'ready';
      this.problem = null;
      this.readAt = Date.now();
    } catch (problem) {
      this.state = 'failed';
      this.problem = problem;
      if (!problem.missing) this.#retry = setTimeout(() => this.load(), RETRY);
    }
    this.changed();
  }

  /** Reads from the server and keeps the answer. */
  async reread() {
    throw new Error('a book must say how it is read');
  }

  changed() {
    this.dispatchEvent(new Event('change'));
  }
}
