/* How much larger than the design the page is shown: a canvas knows no rem. */

const DESIGNED = 16;

/** 1 on a desk, more on a wall and for who has larger type set in the browser. */
export function scale() {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / DESIGNED;
}

/** A length of the design, in pixels, as one that grows with the type. */
export function rem(pixels) {
  return `${pixels / DESIGNED}rem`;
}
