// Inside an iframe (?embed): speaks to the page around it, and to no other. Messages either way are {hanji: 1, type, …}; a question carries an id that its answer repeats.

import {message_of} from './api.js';

/**
 * @param {any} api window.hanji @param {() => number} height of the content, px
 */
export function speak_to_parent(api, height) {
  const origin = document.referrer ? new URL(document.referrer).origin : location.ancestorOrigins?.[0];
  if (!origin || origin === 'null' || window.parent === window) return {height_changed() {}};

  const say = (/** @type {object} */ message) => window.parent.postMessage({hanji: 1, ...message}, origin);
  for (const event of ['ready', 'navigate', 'search', 'progress', 'error']) {
    api.on(event, (/** @type {object} */ message) => say(message));
  }
  const calls = ['open', 'home', 'search', 'set', 'get', 'state', 'stats'];
  window.addEventListener('message', async event => {
    const message = event.data;
    if (event.source !== window.parent || event.origin !== origin || message?.hanji !== 1 || !calls.includes(message.type)) return;
    try {
      const given = message.arguments ?? [];
      if (!Array.isArray(given)) throw new TypeError('hanji: arguments are to be a list');
      say({type: 'answer', id: message.id, value: await api[message.type](...given.slice(0, 2))});
    } catch (error) {
      say({type: 'answer', id: message.id, error: message_of(error)});
    }
  });
  let last = 0;
  return {
    height_changed() {
      if (height() !== last) say({type: 'height', height: last = height()});
    },
  };
}
