/* Runs before the first paint, so that a chosen theme never flashes the other one. Not a module: modules run late. */
(() => {
  const asked = new URLSearchParams(location.search).get('theme');
  let stored = null;
  try {
    stored = localStorage.getItem('tideline.theme');
  } catch {
    // Storage may be forbidden: then the page follows the system.
  }
  const theme = asked ?? stored;
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
})();
