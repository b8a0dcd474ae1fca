/* What every model of the page has in common: it is read once, kept up to date, and says when it changed. */

/**
 * Emits `change`. `state` is 'loading', 'ready' or 'failed'; after a failure what was known before stays.
 */
export class Book extends EventTarget {
  state = 'loading';
  problem = null;
  readAt = null;

  /** Reads everything anew. Never rejects: the failure is kept for the panels to show. */
  async load() {
    try {
      await this.reread();
      this.state = 'ready';
      this.problem = null;
      this.readAt = Date.now();
    } catch (problem) {
      this.state = 'failed';
      this.problem = problem;
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
