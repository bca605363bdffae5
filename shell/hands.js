// What answers to hands and keys. It comes when the page stands: nothing of it is needed to read.

import {watch_dropped} from './dropping.js';
import {watch_focus} from './focus.js';

export {watch_copying} from './copying.js';
export {watch_passages} from './passage.js';
export {focus_arrived, focus_heading_at, focus_mark, focus_seen, remember_focus} from './focus.js';
export {watch_choices, watch_keys} from './keys.js';
export {show_picture} from './picture.js';
export {draw_no_more, watch_means} from './means.js';
export {watch_pinch} from './pinch.js';
export {watch_abbreviations} from './abbreviations.js';
export {watch_printing} from './printing.js';

watch_dropped();
watch_focus();
