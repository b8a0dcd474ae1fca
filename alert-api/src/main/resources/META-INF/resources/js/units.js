/* UCUM codes as people write them, and the one conversion that a reader may choose: Celsius or Fahrenheit. */

import { preferences } from './preferences.js';

const SYMBOLS = {
  Cel: '°C',
  '[degF]': '°F',
  K: 'K',
  '%': '%',
  'm/s': 'm/s',
  'km/h': 'km/h',
  '[mi_i]/h': 'mph',
  hPa: 'hPa',
  mbar: 'mbar',
  'ug/m3': 'µg/m³',
  m: 'm',
  mm: 'mm',
  cm: 'cm',
  km: 'km',
  deg: '°',
  s: 's',
  ms: 'ms',
  1: '',
  '': '',
};

const TO_CELSIUS = { Cel: (v) => v, '[degF]': (v) => ((v - 32) * 5) / 9, K: (v) => v - 273.15 };
const FROM_CELSIUS = { Cel: (v) => v, '[degF]': (v) => (v * 9) / 5 + 32, K: (v) => v + 273.15 };

const isTemperature = (unit) => unit in TO_CELSIUS;

/** The unit in which a value of this unit is shown to this reader. */
export function shownUnit(unit) {
  return isTemperature(unit) ? preferences.temperature : unit;
}

/**
 * Converts between units of one dimension that the page knows; any other pair comes back as it is.
 * @param {number|null} value
 * @param {string} from UCUM
 * @param {string} to UCUM
 */
export function convert(value, from, to) {
  if (value === null || value === undefined || from === to) return value ?? null;
  if (!isTemperature(from) || !isTemperature(to)) return value;
  return FROM_CELSIUS[to](TO_CELSIUS[from](value));
}

/** True where a value of one unit may stand beside one of the other. */
export function comparable(one, other) {
  return one === other || (isTemperature(one) && isTemperature(other));
}

/** A value in the unit of this reader. */
export function shown(value, unit) {
  return convert(value, unit, shownUnit(unit));
}

/** A difference between two values in the unit of this reader: no offset applies. */
export function shownDifference(difference, unit) {
  return shown(difference, unit) - shown(0, unit);
}

/** How people write the unit in which values of `unit` are shown. */
export function symbol(unit) {
  const code = shownUnit(unit ?? '');
  return SYMBOLS[code] ?? code.replaceAll(/[[\]{}]/g, '');
}

/** Digits after the point for a value shown in this unit. */
export function digits(unit, value) {
  if (isTemperature(unit)) return 1;
  if (unit === '%' || (unit === '1' && Number.isInteger(value))) return 0;
  const size = Math.abs(value ?? 0);
  if (unit === 's' && size >= 10) return 0;
  if (size >= 1000) return size >= 100000 ? 0 : 1;
  return size >= 100 || size === 0 ? 1 : 2;
}
