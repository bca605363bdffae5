// What a reader has chosen, before the first paint. Runs within the page, whose policy knows it by its hash.
(() => {
  let settings = {};
  try { settings = JSON.parse(localStorage.getItem('hanji.settings') ?? '{}') ?? {}; } catch { return; }
  const {dataset, style} = document.documentElement;
  if (/^(light|sepia|dark)$/.test(settings.theme)) dataset.theme = settings.theme;
  const set = (name, value, fits) => { if (fits) style.setProperty(name, value); };
  set('--body', `var(--${settings.font})`, settings.font === 'serif' || settings.font === 'sans');
  set('--size', `${settings.fontSize}px`, settings.fontSize >= 12 && settings.fontSize <= 40);
  set('--leading', settings.lineHeight, settings.lineHeight >= 1.4 && settings.lineHeight <= 2.2);
  set('--measure', `${settings.measure}em`, settings.measure >= 24 && settings.measure <= 44);
})();
