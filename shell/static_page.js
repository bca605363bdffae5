// What a reader has chosen, before the first paint. Stands within the page, whose policy knows it by its hash.
(() => {
  /** @type {Record<string, any>} */
  let settings = {};
  try { settings = JSON.parse(localStorage.getItem('hanji.settings') ?? '{}') ?? {}; } catch { return; }
  const {dataset, style} = document.documentElement;
  /** @param {string} name @param {string} value @param {boolean} fits */
  const set = (name, value, fits) => { if (fits) style.setProperty(name, value); };
  const {theme, font, fontSize: size, lineHeight: leading, measure} = settings;
  if (/^(light|sepia|dark)$/.test(theme)) dataset.theme = theme;
  set('--body', `var(--${font})`, font === 'serif' || font === 'sans');
  set('--size', `${size}px`, size >= 12 && size <= 40);
  set('--leading', String(leading), leading >= 1.4 && leading <= 2.2);
  set('--measure', `${measure}em`, measure >= 24 && measure <= 44);
})();
