/* One question to the control center's API, asked again and again while somebody looks. */

import { read } from '../api.js';
import { Book } from '../model/book.js';

/** `data` is the last answer, null before the first. */
export class Report extends Book {
  #path;
  #every;
  data = null;

  /**
   * @param {string} path
   * @param {number} every milliseconds between two questions
   */
  constructor(path, every) {
    super();
    this.#path = path;
    this.#every = every;
  }

  /** Asks now and from then on; what the server does not offer is asked for once only. */
  async follow() {
    await this.load();
    if (this.problem?.missing) return;
    setTimeout(() => this.#again(), this.#every);
  }

  async reread() {
    this.data = await read(this.#path);
  }

  /** The items of a list answer. */
  get items() {
    return Array.isArray(this.data) ? this.data : (this.data?.items ?? []);
  }

  async #again() {
    if (document.hidden) {
      document.addEventListener('visibilitychange', () => this.follow(), { once: true });
      return;
    }
    await this.follow();
  }
}
