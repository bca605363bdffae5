// Any bytes as a picture: no crash, and no size without both its sides.
#include "post/image_size.h"

#include <cstdlib>

#include "post/image_kind.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto found = hanji::image_size({reinterpret_cast<const std::byte*>(data), size});
  const auto ending = hanji::image_ending({reinterpret_cast<const std::byte*>(data), size});
  if (!ending.empty() && !hanji::is_image_ending(ending)) std::abort();
  if (found && (found->width == 0 || found->height == 0)) std::abort();
  return 0;
}
