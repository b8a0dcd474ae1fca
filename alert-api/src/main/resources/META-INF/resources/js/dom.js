/* Building blocks for elements. Text always goes in as text nodes, never as markup. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an HTML element. Properties: `class`, `data` (dataset), `style` (through CSSOM), `on` (listeners); anything else is an
 * attribute, left out when null, undefined or false.
 * @param {string} tag
 * @param {Record<string, any>} [properties]
 * @param {...(Node|string|number|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, properties = {}, ...children) {
  return filled(document.createElement(tag), properties, children);
}

/** The same for SVG. */
export function svg(tag, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), properties, children);
}

function filled(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) apply(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function apply(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === 'data') Object.assign(node.dataset, value);
  else if (name === 'style') Object.assign(node.style, value);
  else if (name === 'on') for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  else node.setAttribute(name, value === true ? '' : value);
}

const SHAPES = {
  crit: { fill: 'M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z' },
  warn: { fill: 'M8 1.8 15.2 14H.8z' },
  info: { line: 'M8 2 14 8l-6 6-6-6z' },
  ok: { fill: 'M3.500 8a4.500 4.500 0 1 0 9 0a4.500 4.500 0 1 0-9 0' },
  flag: { line: 'M4 14.5V2M4 2.5h8.5L10 5.75 12.5 9H4' },
  ack: { line: 'M1.800 8a6.200 6.200 0 1 0 12.400 0a6.200 6.200 0 1 0-12.400 0M5.2 8.2l2 2 3.6-4.2' },
  off: { line: 'M3.6 11.5h8.8L11.2 9.6V7a3.2 3.2 0 0 0-6.4 0v2.6zM6.8 13.6h2.4M2 2l12 12' },
  bell: { line: 'M3.6 11.5h8.8L11.2 9.6V7a3.2 3.2 0 0 0-6.4 0v2.6zM6.8 13.6h2.4' },
  sound: { line: 'M2.500 6h2.500L8.500 3v10L5 10H2.500zM10.800 5.600a3.400 3.400 0 0 1 0 4.800M12.600 3.800a6 6 0 0 1 0 8.400' },
  mute: { line: 'M2.500 6h2.500L8.500 3v10L5 10H2.500zM11 6l4 4M15 6l-4 4' },
  pending: { line: 'M4 2.500h8M4 13.500h8M5 2.500c0 3 6 4.500 6 8v3M11 2.500c0 3-6 4.500-6 8v3' },
  stale: { line: 'M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M8 4.8V8l2.2 1.6' },
  starved: { line: 'M2.600 8a5.400 5.400 0 1 0 10.800 0a5.400 5.400 0 1 0-10.800 0', dash: '2.6 2.4' },
  stop: { fill: 'M3 3h10v10H3z' },
  stall: { line: 'M5.5 3v10M10.5 3v10', width: 3 },
  rewind: { fill: 'M8 3v10L1.5 8zM14.5 3v10L8 8z' },
  x: { line: 'm4 4 8 8M12 4l-8 8' },
  plus: { line: 'M8 3v10M3 8h10' },
  gear: { line: 'M2 5h6M12 5h2M2 11h2M8 11h6M8 5a2 2 0 1 0 4 0a2 2 0 1 0-4 0M4 11a2 2 0 1 0 4 0a2 2 0 1 0-4 0' },
  sun: {
    line: 'M5 8a3 3 0 1 0 6 0a3 3 0 1 0-6 0M8 1.2v1.6M8 13.2v1.6M1.2 8h1.6M13.2 8h1.6M3.2 3.2l1.1 1.1M11.7 11.7l1.1 1.1M3.2 12.8l1.1-1.1M11.7 4.3l1.1-1.1',
  },
  wall: { line: 'M1.500 2.500h13v8.500h-13zM5 14h6M8 11v3' },
  moon: { line: 'M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7z' },
  play: { fill: 'M4.5 2.8v10.4L13 8z' },
  arrow: { line: 'M3 8h10M9.5 4.5 13 8l-3.5 3.5' },
  earlier: { line: 'm10 3.500-4.500 4.500 4.500 4.500' },
  later: { line: 'm6 3.500 4.500 4.500L6 12.500' },
  rising: { line: 'M3.500 12.500 12 4M6 3.800h6.200V10' },
  falling: { line: 'M3.500 3.500 12 12M12.200 6v6.200H6' },
  level: { line: 'M2.500 8h10.500M9.500 4.500 13 8l-3.500 3.500' },
  lock: { line: 'M3.5 7h9v7h-9zM5.5 7V4.8a2.5 2.5 0 0 1 5 0V7' },
};

/**
 * A glyph of the design, hidden from assistive technology: a word always stands beside it.
 * @param {keyof typeof SHAPES} name
 */
export function icon(name, extraClass = '') {
  const shape = SHAPES[name];
  const path = shape.fill
    ? svg('path', { class: 'fill', d: shape.fill })
    : svg('path', { d: shape.line, 'stroke-width': shape.width, 'stroke-dasharray': shape.dash });
  return svg('svg', { class: `ico ${extraClass}`.trim(), viewBox: '0 0 16 16', 'aria-hidden': 'true' }, path);
}

/** Replaces the children of a node. */
export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Text for screen readers only. */
export function hidden(text) {
  return el('span', { class: 'vh' }, text);
}

/**
 * Keeps the children of a container equal to a list, by key, and moves only what changed place: rows keep focus and open forms.
 * @template T
 * @param {Element} container
 * @param {T[]} items
 * @param {(item: T) => string} keyOf
 * @param {(item: T) => {node: Element, update: (item: T) => void}} create
 * @param {Map<string, {node: Element, update: (item: T) => void}>} rows what the last call left; owned by the caller
 * @param {Element|null} [after] the child after which the list begins
 */
export function keyed(container, items, keyOf, create, rows, after = null) {
  const wanted = new Set(items.map(keyOf));
  for (const [key, row] of rows) {
    if (wanted.has(key)) continue;
    row.node.remove();
    rows.delete(key);
  }
  let place = after ? after.nextElementSibling : container.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const row = rows.get(key) ?? create(item);
    rows.set(key, row);
    row.update(item);
    if (row.node === place) place = place.nextElementSibling;
    else container.insertBefore(row.node, place);
  }
}

/**
 * Calls the painter at most once a frame, however often it is asked to.
 * @param {() => void} paint
 * @returns {() => void}
 */
export function oncePerFrame(paint) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      paint();
    });
  };
}
