// The address of what is shown. What is typed changes it with every key, and a browser takes up to ten milliseconds to write it:
// it is written when the typing rests, and before anything that may ask for it: another key, a press, a way elsewhere.

const rest_ms = 200;

/** @type {string | null} */
let due = null;
let resting = 0;

/** @param {'pushState' | 'replaceState'} how @param {any} state @param {string | null} address null: as it is */
function change_history(how, state, address) {
  try {
    history[how](state, '', address);
  } catch { /* some browsers count how often, and scripts put functions of their own there; the address lags behind */ }
}

/** Now, if one is still to be written. */
export function write_address() {
  if (due !== null) change_history('replaceState', history.state, due);
  forget_address();
}

/** Of what the history has left. */
export function forget_address() {
  clearTimeout(resting);
  due = null;
}

/** @param {string} address in place of the one there @param {boolean} typed */
export function replace_address(address, typed) {
  clearTimeout(resting);
  due = address;
  if (typed) resting = window.setTimeout(write_address, rest_ms);
  else write_address();
}

/** Where the page was left, for the way back. @param {number} y */
export function keep_scroll(y) { change_history('replaceState', {y}, null); }

/** @param {string} address */
export function push_address(address) {
  write_address();
  change_history('pushState', null, address);
}

export function watch_leaving() {
  window.addEventListener('keydown', ({key, ctrlKey, metaKey, altKey}) => {
    if (ctrlKey || metaKey || altKey || /^(Enter|Escape|Tab|F\d+|BrowserRefresh)$/.test(key)) write_address();
  }, {capture: true});
  for (const event of ['click', 'blur', 'pagehide']) window.addEventListener(event, write_address, {capture: true});
}
