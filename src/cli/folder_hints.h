// What the system tells of changes below a folder: inotify, or Node's fs.watch under Node
// (node_folder_hints.cpp). Hints alone: they may come for nothing, and of folders that are on another machine
// they never come, so who wants to know looks for himself (cli/folder_watch.h). Where the system refuses, no
// hint ever comes.
#pragma once

#include <chrono>
#include <memory>

#include "cli/files.h"

namespace hanji {

class FolderHints {
public:
  explicit FolderHints(const fs::path& folder); // which may be away, and come back
  FolderHints(const FolderHints&) = delete;
  ~FolderHints();

  bool wait(std::chrono::milliseconds most); // whether something may have changed since the last call
  bool is_being_written() const;             // some file has been written to and is still open

  struct Watched;

private:
  std::unique_ptr<Watched> watched_;
};

} // namespace hanji
