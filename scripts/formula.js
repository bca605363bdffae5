// TeX to MathML, for the tool alone: cmake/scripts.cmake links it in, src/cli/formulas.cpp calls it.
import temml from 'temml';

const options = {throwOnError: true, maxSize: /** @type {[number, number]} */ ([50, 50]), maxExpand: 1000};

/** What MathJax knows and Temml does not: packages need no asking for, and what a label is called is all that is known of it. @param {string} tex */
const known = tex => tex.replace(/\\require\s*\{[^{}]*\}/g, '').replace(/\\(eq)?ref\s*\{([^{}]*)\}/g, (_, equation, label) => equation ? `(\\text{${label}})` : `\\text{${label}}`);

/** @param {string} preamble */
function macros_of(preamble) {
  try {
    return preamble ? temml.definePreamble(preamble, {...options}) : {};
  } catch {  // its own formula says so
    return {};
  }
}

/**
 * What a formula is set as, as HTML has it. Throws what is wrong with it.
 * @param {string} tex without what it stands between @param {string} displayed 'yes' where it is set as one with lines for itself
 * @param {string} preamble definitions that hold for it
 */
function formula(tex, displayed, preamble) {
  try {
    return temml.renderToString(known(tex), {...options, displayMode: displayed === 'yes', macros: macros_of(known(preamble))});
  } catch (error) {  // it underlines by marks of its own
    throw new Error(String(error instanceof Error ? error.message : error).replaceAll('\u0332', '').trim());
  }
}

Object.assign(globalThis, {formula});
