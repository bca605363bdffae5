// Any bytes as bundle.json: an answer or an error, and what is read can be written and read again.
#include "bundle/manifest.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto manifest = hanji::parse_manifest({reinterpret_cast<const char*>(data), size});
  if (!manifest) return 0;
  const std::string written = hanji::write_manifest(*manifest);
  const auto again = hanji::parse_manifest(written);
  if (!again || hanji::write_manifest(*again) != written) std::abort();
  return 0;
}
