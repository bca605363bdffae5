#include "cli/compression.h"

#include <brotli/decode.h>
#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <memory>
#include <new>
#include <utility>

#include "cli/decimal.h"

namespace hanji {
namespace {

std::string gzip(std::span<const std::byte> bytes, int level) {
  constexpr int window_with_gzip_frame = 15 + 16, most_memory = 9;
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, window_with_gzip_frame, most_memory, Z_DEFAULT_STRATEGY) !=
      Z_OK)
    throw std::bad_alloc();
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(bytes.data())); // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int ended = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (ended != Z_STREAM_END) throw std::bad_alloc();
  return out;
}

std::string brotli(std::span<const std::byte> bytes, int quality) {
  std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
  std::string out(size, '\0');
  if (BrotliEncoderCompress(quality, BROTLI_DEFAULT_WINDOW, BROTLI_DEFAULT_MODE, bytes.size(),
                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                            reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_FALSE)
    throw std::bad_alloc();
  out.resize(size);
  return out;
}

std::optional<std::string> unzipped(std::string_view bytes, std::size_t most_bytes) {
  constexpr int window_with_gzip_frame = 15 + 16;
  z_stream stream{};
  if (inflateInit2(&stream, window_with_gzip_frame) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> ends(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // zlib only reads it
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  std::array<char, 32768> part{};
  while (true) {
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    const int done = inflate(&stream, Z_NO_FLUSH);
    out.append(part.data(), part.size() - stream.avail_out);
    if (out.size() > most_bytes) return {};
    if (done == Z_STREAM_END) break;
    if (done != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0)) return {};
  }
  return stream.avail_in == 0 ? std::optional(std::move(out)) : std::nullopt;
}

std::optional<std::string> unbrotlied(std::string_view bytes, std::size_t most_bytes) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (!state) throw std::bad_alloc();
  std::size_t left = bytes.size();
  const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::string out;
  std::array<std::uint8_t, 32768> part{};
  while (true) {
    std::size_t room = part.size();
    std::uint8_t* to = part.data();
    const BrotliDecoderResult done =
        BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &to, nullptr);
    out.append(reinterpret_cast<const char*>(part.data()), part.size() - room);
    if (out.size() > most_bytes) return {};
    if (done == BROTLI_DECODER_RESULT_SUCCESS) break;
    if (done != BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) return {};
  }
  return left == 0 ? std::optional(std::move(out)) : std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

bool is_same(std::string_view a, std::string_view lower) {
  return std::ranges::equal(a, lower, {}, [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
}

// What makes no sense is 0: sent as it is.
double weight_of(std::string_view parameters) {
  const std::size_t equals = parameters.find('=');
  if (trimmed(parameters).empty()) return 1;
  if (equals == parameters.npos || !is_same(trimmed(parameters.substr(0, equals)), "q")) return 0;
  const std::string_view value = trimmed(parameters.substr(equals + 1));
  const std::optional<Decimal> weight = parse_decimal(value);
  return weight && weight->rest.empty() && weight->value >= 0 && weight->value <= 1 ? weight->value : 0;
}

} // namespace

std::string_view token_of(Coding coding) {
  return coding == Coding::brotli ? "br" : coding == Coding::gzip ? "gzip" : "";
}

std::string_view ending_of(Coding coding) {
  return coding == Coding::brotli ? ".br" : coding == Coding::gzip ? ".gz" : "";
}

bool is_compressible(std::string_view name) {
  constexpr std::array<std::string_view, 13> endings{".html", ".css", ".js",          ".mjs",  ".json",
                                                     ".xml",  ".txt", ".webmanifest", ".wasm", ".dat",
                                                     ".bin",  ".svg", ".map"};
  return std::ranges::any_of(endings, [name](std::string_view ending) { return name.ends_with(ending); });
}

std::string compressed(std::span<const std::byte> bytes, Coding coding, Effort effort) {
  if (coding == Coding::gzip) return gzip(bytes, effort == Effort::most ? 9 : 5);
  return brotli(bytes, effort == Effort::most ? 11 : 5);
}

std::optional<std::string> unpacked(std::string_view bytes, Coding coding, std::size_t most_bytes) {
  if (coding == Coding::identity)
    return bytes.size() <= most_bytes ? std::optional(std::string(bytes)) : std::nullopt;
  return coding == Coding::gzip ? unzipped(bytes, most_bytes) : unbrotlied(bytes, most_bytes);
}

std::vector<Coding> accepted_codings(std::string_view header) {
  std::array<std::optional<double>, 3> weights; // by coding
  std::optional<double> others;
  while (!header.empty()) {
    const std::size_t comma = std::min(header.find(','), header.size());
    const std::string_view item = header.substr(0, comma);
    header.remove_prefix(std::min(comma + 1, header.size()));
    const std::size_t semicolon = std::min(item.find(';'), item.size());
    const std::string_view name = trimmed(item.substr(0, semicolon));
    const double weight = weight_of(item.substr(std::min(semicolon + 1, item.size())));
    if (name == "*") others = weight;
    if (is_same(name, "br")) weights[0] = weight;
    if (is_same(name, "gzip") || is_same(name, "x-gzip")) weights[1] = weight;
    if (is_same(name, "identity")) weights[2] = weight;
  }
  const auto weight_of_coding = [&](Coding coding) {
    constexpr double unless_refused = 0.0001; // less than any other
    const auto& own = weights[static_cast<std::size_t>(coding)];
    if (coding == Coding::identity) return own.value_or(others == 0.0 ? 0 : unless_refused);
    return own.value_or(others.value_or(0));
  };
  std::vector<Coding> codings{Coding::brotli, Coding::gzip, Coding::identity};
  std::erase_if(codings, [&](Coding coding) { return weight_of_coding(coding) == 0; });
  std::ranges::sort(codings, {}, [&](Coding coding) { return std::pair(-weight_of_coding(coding), coding); });
  return codings;
}

} // namespace hanji
