// What has changed in a publisher's folder since somebody looked. The files themselves tell it, by name and
// stamp: all below the folder but what no build reads (hidden files, node_modules, sites that hanji made).
// They are looked at when the system gives a hint (cli/folder_hints.h), and every two seconds without one, or
// more rarely where looking takes long: folders of other machines give no hints. A change is told when it has
// come to rest: nothing more happens for a moment, no file is half written. What goes on for longer than a
// second is told all the same, and then again.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/file_stamp.h"
#include "cli/folder_hints.h"

namespace hanji {

using FolderState = std::map<std::string, FileStamp>; // by the path below the folder, with slashes

bool is_looked_into(const fs::directory_entry& folder); // false for a file, too

// Empty where the folder is not there. Links to folders are not followed.
FolderState look_through(const fs::path& folder);

// The paths of what is new, gone or not as it was, in their order.
std::vector<std::string> changed_files(const FolderState& before, const FolderState& after);

class FolderWatch {
public:
  explicit FolderWatch(const fs::path& folder)
      : folder_(folder), hints_(folder), state_(look_through(folder)) {}

  // Waits until something has changed since the last call, or since the beginning, and tells what. Nothing:
  // `stops`, which is asked now and then, has said yes.
  std::vector<std::string> wait(const std::function<bool()>& stops);

private:
  void rest();

  fs::path folder_;
  FolderHints hints_; // before the first look: what changes meanwhile is seen or heard
  FolderState state_;
  std::chrono::steady_clock::duration looking_{}; // how long the last look took
};

} // namespace hanji
