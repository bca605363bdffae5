#include "layout/word_cut.h"

#include <string>

#include "text/boundaries.h"
#include "text/hangul.h"
#include "text/particles.h"

namespace hanji {
namespace {

// At most three digits that stand alone, behind a word and before no other: 라운드 |2 - 고진영.
bool is_before_number(const Measured& measured, std::size_t at) {
  const auto& clusters = measured.clusters;
  if (at < 2 || !clusters[at - 1].space || !is_hangul_syllable(clusters[at - 2].code)) return false;
  std::size_t end = at;
  while (end < clusters.size() && clusters[end].code >= U'0' && clusters[end].code <= U'9') ++end;
  if (end == at || end > at + 3) return false;
  if (end == clusters.size()) return true;
  return clusters[end].space && (end + 1 == clusters.size() || !is_letter_or_number(clusters[end + 1].code));
}

} // namespace

WordCut word_cut(const Measured& measured, std::size_t at) {
  const auto code_at = [&](std::size_t i) {
    return i < measured.clusters.size() ? measured.clusters[i].code : U' ';
  };
  if (is_before_number(measured, at)) return WordCut::before_number;
  if (at == 0 || !is_letter_or_number(code_at(at - 1)) || !is_letter_or_number(code_at(at)))
    return WordCut::none;
  std::size_t begin = at, end = at;
  while (begin > 0 && is_hangul_syllable(code_at(begin - 1))) --begin;
  while (is_hangul_syllable(code_at(end))) ++end;
  if (end == at) return WordCut::within;
  const bool whole = begin == 0 || !is_letter_or_number(code_at(begin - 1)); // else behind WiFi or 2024
  const std::size_t head = at - begin + (whole ? 0 : 2), tail = end - at;
  if (tail == 1 && std::u32string_view(U"다요죠까").find(code_at(at)) != std::u32string_view::npos)
    return WordCut::before_ending;
  std::u32string word(whole ? U"" : U"가나");
  for (std::size_t i = begin; i < end; ++i) word += code_at(i);
  if (cut_particle(word).stem == head || cut_verb_ending(word).stem == head)
    return tail > 1 ? WordCut::before_particle : WordCut::within;
  return head == 1 ? WordCut::behind_first : tail == 1 ? WordCut::before_last : WordCut::within;
}

} // namespace hanji
