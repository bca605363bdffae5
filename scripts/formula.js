// TeX to MathML, for the tool alone: cmake/scripts.cmake links it in, src/cli/formulas.cpp calls it.
import temml from 'temml';

/** What a formula is set as. @param {string} tex without what it stands between @param {string} displayed 'yes' where it is set as one with lines for itself @returns {string} */
const formula = (tex, displayed) => temml.renderToString(tex, {displayMode: displayed === 'yes', throwOnError: true, maxSize: [50, 50], maxExpand: 1000, colorIsTextColor: true});

Object.assign(globalThis, {formula});
