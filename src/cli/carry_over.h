// A file of the old site that the new one has too, with the time of its last change, so that what sends
// sites away by time (rsync, stores of objects) sends only what is new. It is linked where that is safe: a
// plain file of ours in folders that are no links, which nobody else holds and which anybody may read as a
// new one. Else it is copied, with its time: a second name that we do not know of must not change with our
// site, nor our site with it. What is read is what is linked, though another build may take the old site's
// place meanwhile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "cli/files.h"

namespace hanji {

using IsRight = std::function<bool(std::span<const std::byte>)>;

// Whether `to`, which is not there yet, has become what `from` is: a file of `size` bytes of which `is_right`
// says so. Where it answers no, nothing is there. `mode`: of the files that this program makes.
bool carry_over(const fs::path& from, const fs::path& to, std::uint64_t size, unsigned mode,
                bool may_be_linked, const IsRight& is_right);

unsigned mode_of_new_files(); // not while other threads make files

} // namespace hanji
