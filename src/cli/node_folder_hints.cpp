// Node's fs.watch, folder by folder (node/watch.js): in Node's first thread, which tells here.
#include <emscripten.h>

#include <semaphore>

#include "cli/folder_hints.h"

namespace hanji {

struct FolderHints::Watched {
  std::binary_semaphore heard{0};
};

namespace {

FolderHints::Watched*& watched() {
  static FolderHints::Watched* one = nullptr;
  return one;
}

} // namespace
} // namespace hanji

extern "C" {

void node_watch(const char* folder);

EMSCRIPTEN_KEEPALIVE void hanji_may_have_changed() {
  hanji::watched()->heard.try_acquire(); // one hint is as good as many
  hanji::watched()->heard.release();
}

} // extern "C"

namespace hanji {

FolderHints::FolderHints(const fs::path& folder) : watched_(std::make_unique<Watched>()) {
  watched() = watched_.get();
  node_watch(folder.c_str());
}
FolderHints::~FolderHints() = default;

bool FolderHints::wait(std::chrono::milliseconds most) { return watched_->heard.try_acquire_for(most); }

bool FolderHints::is_being_written() const { return false; } // Node does not tell

} // namespace hanji
