/* What is known about sources and their entities: titles, places, schedules, and whether they are simulated. */

import { readAll } from '../api.js';
import { properName, words } from '../format.js';
import { Book } from './book.js';
import { faultName, isPipeline } from './pipeline.js';

const DEFAULT_STALE = 15 * 60_000;
const MISSED_FETCHES = 3;
const LEAST_STALE = 120_000;

export class SourceBook extends Book {
  #sources = new Map();

  async reread() {
    const items = await readAll('/sources');
    this.#sources = new Map(items.map((source) => [source.name, source]));
  }

  get all() {
    return [...this.#sources.values()];
  }

  /** True where the values of a source are made up by a simulator. */
  simulated(source) {
    return this.#sources.get(source)?.simulated ?? source === 'simulator';
  }

  /** Title of an entity: as the source says, else its own name. */
  title({ source, entity }) {
    return titled(this.#entity(source, entity) ?? { name: entity });
  }

  /** The title without its region: `Phoenix` for `Phoenix, AZ`. */
  shortTitle(series) {
    return this.title(series).split(',')[0];
  }

  /** `Phoenix, temperature`. */
  name(series) {
    if (isPipeline(series)) return faultName(series);
    return `${this.shortTitle(series)}, ${words(series.metric).toLowerCase()}`;
  }

  /** All entities of all sources that have a place. */
  get places() {
    return this.all.flatMap((source) =>
      (source.entities ?? [])
        .filter((entity) => Number.isFinite(entity.latitude) && Number.isFinite(entity.longitude))
        .map((entity) => ({
          source: source.name,
          entity: entity.name,
          title: titled(entity),
          latitude: entity.latitude,
          longitude: entity.longitude,
        })),
    );
  }

  /** Milliseconds after which a silent series of a source is stale: three missed fetches, two minutes at least. */
  staleAfter(source) {
    const schedule = milliseconds(this.#sources.get(source)?.schedule);
    return schedule ? Math.max(LEAST_STALE, MISSED_FETCHES * schedule) : DEFAULT_STALE;
  }

  #entity(source, entity) {
    return this.#sources.get(source)?.entities?.find((candidate) => candidate.name === entity);
  }
}

/** A title that only repeats the name is none. */
function titled({ name, title }) {
  return title && title !== name ? title : properName(name);
}

/** Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds; null for anything else. */
export function milliseconds(text) {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text ?? '');
  if (!match) return null;
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
