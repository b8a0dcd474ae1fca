/* Numbers, times and durations as the design writes them: 24 hour clock, true minus, thin units. */

import { el } from './dom.js';
import { preferences } from './preferences.js';
import { digits, shown, symbol } from './units.js';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

const numbers = new Map();

/** A number with grouping, a fixed count of decimals and a true minus sign. */
export function number(value, decimals = 0) {
  if (!numbers.has(decimals)) {
    const fixed = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    numbers.set(decimals, new Intl.NumberFormat('en-US', fixed));
  }
  return numbers.get(decimals).format(value).replace('-', '−');
}

/** The bare figure of a value, converted for this reader; an en dash where there is none. */
export function figure(value, unit) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  const converted = shown(value, unit);
  return number(converted, digits(unit, converted));
}

/** Figure and unit as nodes, the unit in its quieter type. */
export function quantity(value, unit) {
  if (isLong(value, unit)) return duration(value);
  const text = symbol(unit);
  return [figure(value, unit), text && el('span', { class: 'unit' }, text)];
}

/** Figure and unit as plain text. */
export function plainQuantity(value, unit) {
  if (isLong(value, unit)) return duration(value);
  return `${figure(value, unit)} ${symbol(unit)}`.trim();
}

/** Seconds that people would say in minutes. */
function isLong(value, unit) {
  return unit === 's' && Number.isFinite(value) && value >= 2 * MINUTE;
}

/** Count with its noun: `1 alert`, `3 alerts`. */
export function count(n, one, many = `${one}s`) {
  return `${number(n)} ${n === 1 ? one : many}`;
}

const formats = new Map();

function format(name, options) {
  const key = `${name} ${preferences.zone}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat('en-GB', { timeZone: preferences.zone, hourCycle: 'h23', ...options }));
  }
  return formats.get(key);
}

/** Clock time in the reader's zone: 14:32. */
export const clock = (time) => format('clock', { hour: '2-digit', minute: '2-digit' }).format(time);

/** Clock time with seconds: 14:32:08. */
export const clockSeconds = (time) => format('seconds', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(time);

/** Day of the month and week: Mon 23. */
export const day = (time) => format('day', { weekday: 'short', day: 'numeric' }).format(time);

/** The day as exactly as its distance asks for: Mon 23, Mon 2 Nov, Mon 3 Nov 2025. */
export function date(time, now = Date.now()) {
  const days = Math.abs(now - time) / (DAY * 1000);
  if (days < 8) return day(time);
  const year = days < 300 ? undefined : 'numeric';
  const text = format(`date ${year}`, { weekday: 'short', day: 'numeric', month: 'short', year }).format(time);
  return text.replaceAll(',', '');
}

/** Clock time, with the day before it when it is not today. */
export function moment(time, now = Date.now()) {
  return isToday(time, now) ? clock(time) : `${date(time, now)} ${clock(time)}`;
}

/** The same with seconds. */
export function momentSeconds(time, now = Date.now()) {
  return isToday(time, now) ? clockSeconds(time) : `${date(time, now)} ${clockSeconds(time)}`;
}

function isToday(time, now) {
  return day(time) === day(now) && Math.abs(now - time) < DAY * 1000;
}

/** The last instant not after `time` at which the reader's clock shows a multiple of so many hours; 24 for midnight. */
export function wholeHours(time, hours) {
  const shown = time + ahead(time);
  const whole = shown - (shown % (hours * HOUR * 1000));
  return whole - ahead(whole - ahead(time));
}

/** `2026-01-31 14:00` on the reader's clock as an instant of ISO 8601; what is none goes as it is, so that the answer says what is wrong. */
export function instant(text) {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(:\d\d)?$/.exec(text.trim());
  if (!match) return text.trim();
  const shown = Date.parse(`${match[1]}T${match[2]}${match[3] ?? ':00'}Z`);
  if (Number.isNaN(shown)) return text.trim();
  // Twice: the first guess may lie on the other side of a change of the clocks.
  const guess = shown - ahead(shown);
  return new Date(shown - ahead(guess)).toISOString();
}

/** How far the reader's clock is ahead of UTC at an instant, in milliseconds. */
function ahead(time) {
  const parts = Object.fromEntries(
    format('parts', {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second } = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - Math.floor(time / 1000) * 1000;
}

/** Whose clock the reader sees: UTC, or the place of a zone. */
export function zoneName() {
  return preferences.zone.split('/').at(-1).replaceAll('_', ' ');
}

/** The exact instant in UTC, for hovering and for assistive technology. */
export function utc(time) {
  return `${new Date(time)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '')} UTC`;
}

/** A time element in the reader's zone with its exact UTC on hover. */
export function timeElement(time, text = moment(time), extraClass = '') {
  return el('time', { datetime: new Date(time).toISOString(), title: utc(time), class: extraClass || null }, text);
}

/** A duration in seconds as people say it: 8 s, 12 min, 1 h 04 min, 3 d 2 h. */
export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < MINUTE) return `${whole} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min`;
  if (whole < DAY) return `${Math.floor(whole / HOUR)} h ${String(Math.floor((whole % HOUR) / MINUTE)).padStart(2, '0')} min`;
  const hours = Math.floor((whole % DAY) / HOUR);
  return `${Math.floor(whole / DAY)} d${hours > 0 ? ` ${hours} h` : ''}`;
}

/** A short mean duration with seconds where they matter: 4 min 10 s. */
export function preciseDuration(seconds) {
  const whole = Math.round(seconds);
  if (whole < MINUTE || whole >= 10 * MINUTE) return duration(whole);
  return `${Math.floor(whole / MINUTE)} min ${String(whole % MINUTE).padStart(2, '0')} s`;
}

/** A duration for a narrow column: 8 s, 12 min, 1 h 04, 3 d. */
export function shortDuration(seconds) {
  if (seconds >= DAY) return `${Math.floor(seconds / DAY)} d`;
  return duration(seconds).replace(/(h \d+) min$/, '$1');
}

/** `las-vegas` as a name: Las Vegas. A name with capitals of its own, such as a ticker symbol, stays. */
export function properName(name) {
  if (/[A-Z]/.test(name)) return name;
  return name
    .split(/[_\s-]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ');
}

/** Bytes for people: 14 MB. */
export function bytes(n) {
  if (n === null || n === undefined) return '–';
  const power = Math.min(4, Math.max(0, Math.floor(Math.log10(Math.max(n, 1)) / 3)));
  const value = n / 1000 ** power;
  return `${number(value, power > 0 && value < 10 ? 1 : 0)} ${['B', 'kB', 'MB', 'GB', 'TB'][power]}`;
}

/** A rate or any other figure that may be unknown: unknown is never shown as zero. */
export function known(value, decimals = 1) {
  return value === null || value === undefined ? '–' : number(value, decimals);
}

/** Several names as one phrase: `Kafka, Cassandra and Alert API`. */
export function listed(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** `air_temp` as words: Air temp. */
export function words(name) {
  const text = name.replaceAll(/[_-]+/g, ' ').trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
