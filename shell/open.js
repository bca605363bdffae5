// The page on which somebody opens posts of his own (web/open.html): chosen or dropped files, a folder or a zip become
// a site within the browser, which the program then shows as any other. It lies in a cache of this browser, from which
// the service worker answers what is asked below hanji-opened/ (worker/opened.js): until its last window is closed, or
// for as long as it is wanted. Nothing is sent anywhere.

import {given_in, given_of, take_given} from './given.js';
import {ask, register, root} from './keeping.js';

/** @typedef {import('./posts_worker.js').Given} Given */
/** @typedef {import('./posts_worker.js').Problem} Problem */
/** @typedef {{name: string, type: string, bytes: Uint8Array}} SiteFile */
/** @typedef {{title: string, articles: number, kept: boolean}} About the site that is open */

const korean = {
  title: '글 열기', about: '이 기기에 있는 글을 엽니다. 마크다운, HTML, 글 폴더, zip을 끌어다 놓거나 고르세요. 어디로도 보내지 않습니다.', files: '파일 고르기', folder: '폴더 고르기', name: '연 글',
  reading: '읽는 중입니다…', opened: (/** @type {number} */ articles) => `글 ${articles}편을 열었습니다.`, read: '읽기', keep: '이 기기에 두기', kept_about: '두지 않으면 창을 모두 닫은 뒤에 지워집니다.', save: 'zip으로 저장', remove: '지우기',
  problems: (/** @type {number} */ count) => `눈여겨볼 곳 ${count}`, left_out: '이 글은 뺐습니다', failed: '열지 못했습니다.', cannot: '이 브라우저나 주소에서는 열 수 없습니다. https로 열었는지, 사생활 보호 창이 아닌지 보아 주세요.', nothing: '글이 없습니다.',
};
/** @type {typeof korean} */
const english = {
  title: 'Open posts', about: 'Opens posts that lie on this device. Drop or choose Markdown, HTML, a folder of posts or a zip. Nothing is sent anywhere.', files: 'Choose files', folder: 'Choose a folder', name: 'Opened posts',
  reading: 'Reading…', opened: articles => `${articles} ${articles === 1 ? 'article is' : 'articles are'} open.`, read: 'Read', keep: 'Keep on this device', kept_about: 'Otherwise it is removed once all its windows are closed.', save: 'Save as a zip', remove: 'Remove',
  problems: count => `${count} to look at`, left_out: 'this post is left out', failed: 'This could not be opened.', cannot: 'Nothing can be opened in this browser or at this address. It takes https, and no private window.', nothing: 'There are no posts.',
};
const words = document.documentElement.lang.startsWith('en') ? english : korean;
const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const cache_name = `hanji ${root.pathname} opened`, about_url = new URL('hanji-opened/about', root).href;

/** @param {string} name @param {string | (Node | string)[]} content @param {Record<string, string>} [attributes] */
function make(name, content, attributes = {}) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...[content].flat());
  return made;
}

/** @param {string} name below the site */
const url_of = name => new URL(`hanji-opened/${name.split('/').map(encodeURIComponent).join('/')}`, root).href;

/** @returns {Promise<About | null>} */
async function what_is_open() {
  const answer = await (await caches.open(cache_name)).match(about_url);
  return answer ? answer.json() : null;
}

/** @param {About} about */
const put_about = async about => (await caches.open(cache_name)).put(about_url, new Response(JSON.stringify(about), {headers: {'content-type': 'application/json'}}));

// ---- the site ----

/** @type {Worker | null} */
let worker = null;

/** @param {object} message @returns {Promise<any>} */
function ask_worker(message) {
  worker ??= new Worker(new URL('posts_worker.js', import.meta.url), {type: 'module'});
  const asked = worker;
  return new Promise((done, fail) => {
    asked.onmessage = ({data}) => data.type === 'failed' ? fail(new Error(data.message)) : done(data);
    asked.onerror = event => {
      event.preventDefault();
      worker = null;
      fail(new Error(event.message));
    };
    asked.postMessage(message);
  });
}

/** @param {SiteFile[]} files @param {About} about */
async function put_site(files, about) {
  await caches.delete(cache_name);
  const cache = await caches.open(cache_name);
  for (const {name, type, bytes} of files) await cache.put(url_of(name), new Response(bytes, {headers: {'content-type': type, 'content-length': String(bytes.length)}}));
  await put_about(about);
}

/** @returns {Promise<SiteFile[]>} */
async function files_that_are_open() {
  const cache = await caches.open(cache_name), files = [];
  for (const request of await cache.keys()) {
    const answer = request.url === about_url ? undefined : await cache.match(request);
    if (answer) files.push({name: decodeURIComponent(request.url.slice(new URL('hanji-opened/', root).href.length)), type: '', bytes: new Uint8Array(await answer.arrayBuffer())});
  }
  return files;
}

const status = make('p', '', {role: 'status', class: 'about'}), alert = make('p', '', {role: 'alert'}), shown = make('section', []), problem_list = make('section', []);

/** @param {Problem[]} problems */
function show_problems(problems) {
  problem_list.replaceChildren();
  if (problems.length === 0) return;
  const item = (/** @type {Problem} */ {file, line, column, message, recovery, left_out}) => make('li', [make('strong', `${file}${line ? `:${line}` : ''}${line && column ? `:${column}` : ''}`),
    make('small', `${message}${left_out || recovery ? ` (${left_out ? words.left_out : recovery})` : ''}`)]);
  problem_list.append(make('h2', words.problems(problems.length)), make('ul', problems.slice(0, 200).map(item)));
}

/** @param {About | null} about */
function show(about) {
  shown.replaceChildren();
  if (!about) return;
  const read = make('a', words.read, {href: 'hanji-opened/', class: 'button first', id: 'read'}), save = make('button', words.save, {id: 'save'}), remove = make('button', words.remove, {id: 'remove'});
  const keep = /** @type {HTMLInputElement} */ (make('input', [], {type: 'checkbox', id: 'keep'}));
  keep.checked = about.kept;
  keep.onchange = async () => {
    await put_about({...about, kept: keep.checked});
    if (keep.checked) navigator.storage?.persist?.().catch(() => {});
  };
  save.onclick = async () => {
    const {packed} = await ask_worker({type: 'zip', files: await files_that_are_open()});
    const address = URL.createObjectURL(new Blob([packed], {type: 'application/zip'}));
    Object.assign(document.createElement('a'), {href: address, download: `${about.title}.zip`}).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  remove.onclick = async () => {
    await caches.delete(cache_name);
    status.textContent = '';
    show(null);
    show_problems([]);
  };
  shown.append(make('h2', about.title), make('p', words.opened(about.articles)), make('p', [read, ' ', save, ' ', remove]), make('p', [make('label', [keep, ` ${words.keep}`])]), make('p', words.kept_about, {class: 'about'}));
}

/** @param {Given[]} given */
async function open_posts(given) {
  alert.textContent = '';
  if (given.length === 0) return;
  status.textContent = words.reading;
  try {
    const {answer, files} = await ask_worker({type: 'make', given, name: words.name});
    if (answer.error) throw new Error(`${answer.error.file}: ${answer.error.message}`);
    const bundle = files.find((/** @type {SiteFile} */ {name}) => name === 'bundle/bundle.json');
    const about = {title: JSON.parse(new TextDecoder().decode(bundle.bytes)).title || words.name, articles: answer.articles, kept: false};
    await put_site(files, about);
    status.textContent = '';
    show(about);
    show_problems(answer.problems);
    document.getElementById('read')?.focus();
  } catch (error) {
    status.textContent = '';
    alert.textContent = `${words.failed} ${String(/** @type {any} */ (error)?.message ?? error)}`;
  }
}

/** @param {string} label @param {Record<string, string>} how */
function chooser(label, how) {
  const input = /** @type {HTMLInputElement} */ (make('input', [], {type: 'file', ...how}));
  input.onchange = () => { if (input.files) open_posts(given_of(input.files)); };
  return make('label', [input, label], {class: 'button'});
}

async function start() {
  document.title = `${words.title} – ${main.dataset.site}`;
  try {
    const {theme} = JSON.parse(localStorage.getItem('hanji.settings') ?? '{}') ?? {};
    if (/^(light|sepia|dark|contrast)$/.test(theme)) document.documentElement.dataset.theme = theme;
  } catch { /* nothing chosen */ }
  main.replaceChildren(make('h1', words.title), make('p', words.about, {class: 'about'}), alert);
  if (!isSecureContext || !navigator.serviceWorker || !globalThis.caches) throw new Error(words.cannot);
  await register();
  await navigator.serviceWorker.ready;
  await ask({type: 'tidy'}).catch(() => {});  // what was not kept goes, before this window holds it
  navigator.locks?.request(`hanji ${root.pathname}hanji-opened/ page`, {mode: 'shared'}, () => new Promise(() => {})).catch(() => {});  // what is open stays
  main.append(make('p', [chooser(words.files, {multiple: '', accept: '.md,.markdown,.mdx,.qmd,.html,.htm,.xhtml,.txt,.zip', id: 'files'}), ' ', chooser(words.folder, {webkitdirectory: '', id: 'folder'})]), status, shown, problem_list);
  addEventListener('dragover', event => event.preventDefault());
  document.addEventListener('drop', event => {
    event.preventDefault();
    if (event.dataTransfer) given_in(event.dataTransfer).then(open_posts);
  });
  show(await what_is_open());
  main.dataset.ready = '';
  await open_posts(await take_given().catch(() => []));
}

start().catch(error => { alert.textContent = String(error?.message ?? error); });
