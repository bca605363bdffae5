// Any bytes as part.bin, as they are and with the beginning and the hash made to fit: what it tells, or an
// error. And as a post's entry: one that is read can be written and read again.
#include "cli/part.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/bytes.h"

using namespace hanji;

namespace {

void hold(bool truth) {
  if (!truth) std::abort();
}

const KeptBytes::Read nobody = [](std::uint64_t, std::uint32_t) -> Result<Bytes> {
  return std::unexpected(Error{ErrorKind::unreadable, "nobody has it", ""});
};

void read(std::span<const std::byte> bytes) {
  const Result<PartHead> head = decode_head_of_part(bytes, "part.bin");
  ReadSite site;
  const Result<void> decoded = decode_part(bytes, "part.bin", nobody, site);
  hold(site.reading.files.size() == site.reading.entries.size());
  if (head) hold(head->share.number >= 1 && head->share.number <= head->share.of);
  if (!decoded) hold(!decoded.error().message.empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input{reinterpret_cast<const char*>(data), size};
  read(as_bytes(input));
  const std::string whole = "hanji part 1\n" + std::string(input);
  const Hash hash = hash_of(as_bytes(whole));
  read(as_bytes(whole + std::string(as_text(std::as_bytes(std::span(hash))))));

  if (const std::optional<PostEntry> entry = decode_entry(as_bytes(input), "글.md", &nobody)) {
    const Bytes written = encode_entry(*entry);
    const std::optional<PostEntry> again = decode_entry(written, "글.md", &nobody);
    hold(again && encode_entry(*again) == written);
  }
  if (const std::optional<SiteFacts> facts = decode_facts(as_bytes(input))) {
    const Bytes written = encode_facts(*facts);
    const std::optional<SiteFacts> again = decode_facts(written);
    hold(again && encode_facts(*again) == written);
  }
  return 0;
}
