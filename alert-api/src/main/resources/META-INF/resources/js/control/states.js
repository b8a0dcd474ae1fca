/* States of hops, groups and queries: glyph and word, always both. */

import { el, icon } from '../dom.js';

const STATES = {
  WORKING: ['ok', 'ok', 'working'],
  OK: ['ok', 'ok', 'OK'],
  UP: ['ok', 'ok', 'up'],
  RUNNING: ['ok', 'ok', 'running'],
  IDLE: ['ok', 'ok', 'idle'],
  SLOW: ['warn', 'warn', 'slow'],
  WARN: ['warn', 'warn', 'WARN'],
  REWIND: ['warn', 'rewind', 'REWIND'],
  DEGRADED: ['warn', 'warn', 'degraded'],
  STUCK: ['crit', 'stall', 'stuck'],
  STALL: ['crit', 'stall', 'STALL'],
  STOP: ['crit', 'stop', 'STOP'],
  DOWN: ['crit', 'stop', 'down'],
  FAILED: ['crit', 'crit', 'failed'],
  GONE: ['crit', 'stop', 'gone'],
  STARVED: ['mute', 'starved', 'starved'],
  UNKNOWN: ['mute', 'starved', 'unknown'],
  PAUSED: ['mute', 'stall', 'paused'],
};

/** Tone, glyph and word of a state; one that is not known here keeps its own word. */
export function stateOf(name) {
  const [tone, glyph, word] = STATES[String(name ?? 'UNKNOWN').toUpperCase()] ?? ['mute', 'starved', String(name).toLowerCase()];
  return { tone, glyph, word };
}

/** The chip of a state. */
export function stateChip(name, text = null) {
  const { tone, glyph, word } = stateOf(name);
  return el('span', { class: 'state', data: { s: tone } }, icon(glyph), text ?? word);
}
