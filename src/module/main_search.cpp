// hanji-search.wasm: the searcher behind a C ABI, called by web/hanji-search.js alone. One site for each
// instance. Text is UTF-8 as pointer and length; what is given is copied; an answer is JSON, valid until the
// next call. Nothing is imported from JavaScript but what the C library asks for.
#include <emscripten/emscripten.h>

#include <cstdlib>
#include <optional>

#include "base/bytes.h"
#include "module/answer_json.h"
#include "module/searcher.h"
#include "text/icu_data.h"

extern "C" {
extern const std::byte icudt76_dat[];
extern const std::uint32_t icudt76_dat_bytes;
}

namespace hanji {
namespace {

std::optional<Searcher> searcher;
std::string said;

const char* say(std::string json) {
  said = std::move(json);
  return said.c_str();
}

} // namespace
} // namespace hanji

using namespace hanji;

extern "C" {

EMSCRIPTEN_KEEPALIVE void* search_alloc(std::size_t size) { return std::malloc(size); }
EMSCRIPTEN_KEEPALIVE void search_free(void* bytes) { std::free(bytes); }
EMSCRIPTEN_KEEPALIVE std::size_t search_said() { return said.size(); } // bytes of the last answer

EMSCRIPTEN_KEEPALIVE const char* search_open(const char* manifest, std::size_t size) {
  if (const Result<void> used = use_icu_data({icudt76_dat, icudt76_dat_bytes}); !used)
    return say(json_of(used.error()));
  Result<Searcher> opened = Searcher::open({manifest, size});
  if (!opened) return say(json_of(opened.error()));
  searcher = *std::move(opened);
  return say(json_of(searcher->manifest()));
}

EMSCRIPTEN_KEEPALIVE void search_without_recency() {
  Parameters parameters;
  parameters.recency = 0;
  searcher->use(parameters);
}

EMSCRIPTEN_KEEPALIVE void search_deliver(const char* file, std::size_t file_size, const char* bytes,
                                         std::size_t size) {
  searcher->deliver({file, file_size}, as_bytes({bytes, size}));
}
EMSCRIPTEN_KEEPALIVE void search_lose(const char* file, std::size_t size) { searcher->lose({file, size}); }
EMSCRIPTEN_KEEPALIVE void search_forget_lost() { searcher->forget_lost(); }

EMSCRIPTEN_KEEPALIVE bool search_step(const char* text, std::size_t size, bool composing, std::uint32_t limit,
                                      bool ranking) {
  return searcher->step({{text, size}, composing, limit}, ranking);
}
EMSCRIPTEN_KEEPALIVE const char* search_ask(const char* text, std::size_t size, bool composing,
                                            std::uint32_t limit) {
  return say(json_of(searcher->search({{text, size}, composing, limit})));
}
EMSCRIPTEN_KEEPALIVE const char* search_rank(const char* text, std::size_t size, bool composing,
                                             std::uint32_t limit) {
  return say(json_of(searcher->rank({{text, size}, composing, limit})));
}
EMSCRIPTEN_KEEPALIVE const char* search_suggest(const char* text, std::size_t size, std::uint32_t limit) {
  return say(json_of(searcher->suggest({text, size}, limit)));
}
}
