// What readers do with words that they have chosen: to copy them, and the link to them. It comes when the page stands.

export {watch_copying} from './copying.js';
export {watch_passages} from './passage.js';
