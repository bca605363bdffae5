// In a frame alone, where main.js does not come. It is an old script, since modules need an origin: a frame with `sandbox` and without
// `allow-same-origin` has none, and reads files only of hosts that let everybody (Access-Control-Allow-Origin: *). What stands there is
// read on where it is what was asked for; else a page that holds it is gone to, or said why not.
(() => {
  const {documentElement: html} = document, {dataset} = html;
  const no_origin = self.origin === 'null', korean = /^ko/i.test(html.lang);
  const why = no_origin
    ? ['이 프레임은 sandbox로 막혀 있어 글을 여기서 열지 못합니다.', 'This frame is sandboxed without an origin, so the article cannot be shown here.']
    : ['글을 그리는 파일을 불러오지 못했습니다.', 'The files that draw the article could not be loaded.'];
  const hint = no_origin ? 'the sandbox lacks allow-same-origin, and the host sends no Access-Control-Allow-Origin: *' : 'main.js did not load';
  parent.postMessage({hanji: 1, type: 'error', reason: no_origin ? 'no-origin' : 'no-program', message: hint, where: 'page'}, '*');

  const asked = location.hash.startsWith('#/') ? location.hash.replace(/\?.*$/, '') : '', [, slug = ''] = asked.split('/');
  const stands = slug === '' || dataset.route === asked || dataset.route === `#/${slug}`;
  if (!stands && slug !== 'search' && slug !== 'category') {
    const page = [...document.querySelectorAll('main a')].find(a => a instanceof HTMLAnchorElement && (a.pathname.endsWith(`/${slug}.html`) || a.pathname.endsWith(`/${slug}/`)));
    if (page instanceof HTMLAnchorElement) return location.replace(`${page.href}?embed`);
  }
  delete dataset.waiting;
  if (stands) return;
  const note = document.createElement('p'), link = document.createElement('a'), whole = new URL(location.href);
  note.id = 'waiting';
  note.style.animation = 'none';
  whole.searchParams.delete('embed');
  Object.assign(link, {href: whole.href.replace('?#', '#'), target: '_blank', rel: 'noopener', textContent: korean ? '새 창에서 열기' : 'Open it in a new window'});
  note.append(`${why[korean ? 0 : 1]} `, link);
  document.body.append(note);
})();
