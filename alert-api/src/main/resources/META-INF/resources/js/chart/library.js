/* The chart library, run when there is something to draw: no fact on the page waits for it. */

/** Fulfilled once window.uPlot is there; rejected where it cannot be read. */
export const library = new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.src = document.getElementById('chart-library').href;
  script.addEventListener('load', () => resolve());
  script.addEventListener('error', () => reject(new Error(`${script.src} cannot be read`)));
  document.head.append(script);
});
