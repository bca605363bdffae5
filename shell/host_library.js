// The host_ functions of src/app/host.h as Emscripten imports: each forwards to the object that shell/host.js gives to
// the module. Linked with --js-library; not a module of the page.
addToLibrary(Object.fromEntries([
  'fetch', 'redraw', 'continue', 'measure', 'extents', 'formulas', 'rasterize', 'place_text_field', 'text_layer', 'settle_later', 'route', 'scroll', 'save', 'message', 'fatal',
].map(name => [`host_${name}`, new Function(`return function(...all) { return Module['host'].${name}(...all); }`)()])));
