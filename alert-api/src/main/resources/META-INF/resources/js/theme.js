/* Runs before the first paint, so that a chosen theme or size never flashes another one. Not a module: modules run late. */
(() => {
  const asked = new URLSearchParams(location.search);
  const chosen = (name) => {
    try {
      return asked.get(name) ?? localStorage.getItem(`tideline.${name}`);
    } catch {
      // Storage may be forbidden: then the page follows the system.
      return null;
    }
  };
  const theme = chosen('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  if (chosen('wall') === 'on') document.documentElement.dataset.wall = '';
})();
