#include "text/particles.h"

#include <algorithm>
#include <array>
#include <span>

#include "text/hangul.h"

namespace hanji {
namespace {

enum class After : std::uint8_t { any, final, vowel, vowel_or_rieul };

struct Ending {
  std::u32string_view text;
  After after;
};

// Longest first.
constexpr std::array particles{Ending{U"에서부터는", After::any},
                               Ending{U"으로부터의", After::final},
                               Ending{U"이라고는", After::final},
                               Ending{U"에서부터", After::any},
                               Ending{U"으로부터", After::final},
                               Ending{U"으로서의", After::final},
                               Ending{U"으로서는", After::final},
                               Ending{U"에서만은", After::any},
                               Ending{U"이라고도", After::final},
                               Ending{U"이라는데", After::final},
                               Ending{U"에게서는", After::any},
                               Ending{U"까지만", After::any},
                               Ending{U"까지도", After::any},
                               Ending{U"까지는", After::any},
                               Ending{U"까지의", After::any},
                               Ending{U"부터는", After::any},
                               Ending{U"부터의", After::any},
                               Ending{U"에서는", After::any},
                               Ending{U"에서도", After::any},
                               Ending{U"에서의", After::any},
                               Ending{U"에서만", After::any},
                               Ending{U"에게는", After::any},
                               Ending{U"에게도", After::any},
                               Ending{U"에게서", After::any},
                               Ending{U"에게만", After::any},
                               Ending{U"으로는", After::final},
                               Ending{U"으로도", After::final},
                               Ending{U"으로의", After::final},
                               Ending{U"으로만", After::final},
                               Ending{U"으로서", After::final},
                               Ending{U"으로써", After::final},
                               Ending{U"로부터", After::vowel_or_rieul},
                               Ending{U"로서의", After::vowel_or_rieul},
                               Ending{U"로서는", After::vowel_or_rieul},
                               Ending{U"이라는", After::final},
                               Ending{U"이라고", After::final},
                               Ending{U"이라며", After::final},
                               Ending{U"이라면", After::final},
                               Ending{U"이라도", After::final},
                               Ending{U"이었다", After::final},
                               Ending{U"입니다", After::any},
                               Ending{U"이지만", After::any},
                               Ending{U"이면서", After::any},
                               Ending{U"이므로", After::any},
                               Ending{U"이어서", After::final},
                               Ending{U"이기도", After::any},
                               Ending{U"이나마", After::final},
                               Ending{U"만으로", After::any},
                               Ending{U"만큼은", After::any},
                               Ending{U"보다는", After::any},
                               Ending{U"보다도", After::any},
                               Ending{U"밖에는", After::any},
                               Ending{U"처럼은", After::any},
                               Ending{U"께서는", After::any},
                               Ending{U"하고는", After::any},
                               Ending{U"라고는", After::vowel},
                               Ending{U"들에게", After::any},
                               Ending{U"들에서", After::any},
                               Ending{U"들까지", After::any},
                               Ending{U"들에도", After::any},
                               Ending{U"들에는", After::any},
                               Ending{U"들의", After::any},
                               Ending{U"들은", After::any},
                               Ending{U"들이", After::any},
                               Ending{U"들을", After::any},
                               Ending{U"들도", After::any},
                               Ending{U"들과", After::any},
                               Ending{U"들로", After::any},
                               Ending{U"들만", After::any},
                               Ending{U"들에", After::any},
                               Ending{U"에서", After::any},
                               Ending{U"에게", After::any},
                               Ending{U"에는", After::any},
                               Ending{U"에도", After::any},
                               Ending{U"에만", After::any},
                               Ending{U"에의", After::any},
                               Ending{U"께서", After::any},
                               Ending{U"한테", After::any},
                               Ending{U"으로", After::final},
                               Ending{U"로서", After::vowel_or_rieul},
                               Ending{U"로써", After::vowel_or_rieul},
                               Ending{U"로는", After::vowel_or_rieul},
                               Ending{U"로도", After::vowel_or_rieul},
                               Ending{U"로의", After::vowel_or_rieul},
                               Ending{U"로만", After::vowel_or_rieul},
                               Ending{U"까지", After::any},
                               Ending{U"부터", After::any},
                               Ending{U"마다", After::any},
                               Ending{U"마저", After::any},
                               Ending{U"조차", After::any},
                               Ending{U"보다", After::any},
                               Ending{U"처럼", After::any},
                               Ending{U"만큼", After::any},
                               Ending{U"밖에", After::any},
                               Ending{U"이나", After::final},
                               Ending{U"이며", After::final},
                               Ending{U"이고", After::any},
                               Ending{U"이자", After::final},
                               Ending{U"이란", After::final},
                               Ending{U"이든", After::final},
                               Ending{U"이랑", After::final},
                               Ending{U"이다", After::any},
                               Ending{U"인데", After::any},
                               Ending{U"과의", After::final},
                               Ending{U"과는", After::final},
                               Ending{U"과도", After::final},
                               Ending{U"와의", After::vowel},
                               Ending{U"와는", After::vowel},
                               Ending{U"와도", After::vowel},
                               Ending{U"라는", After::vowel},
                               Ending{U"라고", After::vowel},
                               Ending{U"라며", After::vowel},
                               Ending{U"라면", After::vowel},
                               Ending{U"라도", After::vowel},
                               Ending{U"였다", After::vowel},
                               Ending{U"만을", After::any},
                               Ending{U"만이", After::any},
                               Ending{U"만은", After::any},
                               Ending{U"만의", After::any},
                               Ending{U"만에", After::any},
                               Ending{U"하고", After::any},
                               Ending{U"은", After::final},
                               Ending{U"는", After::vowel},
                               Ending{U"이", After::final},
                               Ending{U"가", After::vowel},
                               Ending{U"을", After::final},
                               Ending{U"를", After::vowel},
                               Ending{U"과", After::final},
                               Ending{U"와", After::vowel},
                               Ending{U"로", After::vowel_or_rieul},
                               Ending{U"의", After::any},
                               Ending{U"에", After::any},
                               Ending{U"도", After::any},
                               Ending{U"만", After::any},
                               Ending{U"나", After::vowel},
                               Ending{U"랑", After::vowel},
                               Ending{U"란", After::vowel},
                               Ending{U"든", After::vowel},
                               Ending{U"며", After::vowel},
                               Ending{U"들", After::any},
                               Ending{U"인", After::any},
                               Ending{U"다", After::vowel}};

constexpr std::array verb_endings{
    Ending{U"하겠다고", After::any},   Ending{U"했습니다", After::any}, Ending{U"하였으며", After::any},
    Ending{U"됐습니다", After::any},   Ending{U"되었으며", After::any}, Ending{U"되었습니다", After::any},
    Ending{U"하였습니다", After::any}, Ending{U"시켰다", After::any},   Ending{U"했으며", After::any},
    Ending{U"했다고", After::any},     Ending{U"했다며", After::any},   Ending{U"했지만", After::any},
    Ending{U"했는데", After::any},     Ending{U"하면서", After::any},   Ending{U"하기로", After::any},
    Ending{U"하도록", After::any},     Ending{U"하는데", After::any},   Ending{U"하려는", After::any},
    Ending{U"하려고", After::any},     Ending{U"하지만", After::any},   Ending{U"하겠다", After::any},
    Ending{U"합니다", After::any},     Ending{U"하였다", After::any},   Ending{U"되면서", After::any},
    Ending{U"되도록", After::any},     Ending{U"되었다", After::any},   Ending{U"되는데", After::any},
    Ending{U"됩니다", After::any},     Ending{U"됐으며", After::any},   Ending{U"시키는", After::any},
    Ending{U"시킨", After::any},       Ending{U"하는", After::any},     Ending{U"하고", After::any},
    Ending{U"하며", After::any},       Ending{U"하여", After::any},     Ending{U"하게", After::any},
    Ending{U"하지", After::any},       Ending{U"하기", After::any},     Ending{U"하자", After::any},
    Ending{U"하면", After::any},       Ending{U"하던", After::any},     Ending{U"했던", After::any},
    Ending{U"했다", After::any},       Ending{U"한다", After::any},     Ending{U"했고", After::any},
    Ending{U"했을", After::any},       Ending{U"해서", After::any},     Ending{U"해야", After::any},
    Ending{U"하다", After::any},       Ending{U"되는", After::any},     Ending{U"되고", After::any},
    Ending{U"되며", After::any},       Ending{U"되어", After::any},     Ending{U"되지", After::any},
    Ending{U"되기", After::any},       Ending{U"되면", After::any},     Ending{U"됐던", After::any},
    Ending{U"됐다", After::any},       Ending{U"된다", After::any},     Ending{U"됐고", After::any},
    Ending{U"되다", After::any},       Ending{U"돼서", After::any},     Ending{U"돼야", After::any},
    Ending{U"적인", After::any},       Ending{U"적으로", After::any},   Ending{U"해", After::any},
    Ending{U"한", After::any},         Ending{U"할", After::any},       Ending{U"함", After::any},
    Ending{U"된", After::any},         Ending{U"될", After::any},       Ending{U"됨", After::any},
    Ending{U"돼", After::any}};

bool fits(char32_t before, After after) {
  if (!is_hangul_syllable(before)) return true; // KBS는, 5와: read aloud in more ways than one
  constexpr int rieul = 8;
  const int final = jamo_of(before).final;
  switch (after) {
  case After::any: return true;
  case After::final: return final != 0;
  case After::vowel: return final == 0;
  case After::vowel_or_rieul: return final == 0 || final == rieul;
  }
  return true;
}

Cut cut(std::u32string_view word, std::size_t least, std::span<const Ending> endings) {
  Cut best;
  for (std::size_t i = 0; i < endings.size(); ++i) {
    const Ending& ending = endings[i];
    if (word.size() < ending.text.size() + least || !word.ends_with(ending.text)) continue;
    const std::size_t stem = word.size() - ending.text.size();
    if (!fits(word[stem - 1], ending.after)) continue;
    if (best.stem == 0 || stem < best.stem) best = {stem, static_cast<std::uint8_t>(i + 1)};
  }
  return best;
}

} // namespace

Cut cut_particle(std::u32string_view word, std::size_t least) { return cut(word, least, particles); }
Cut cut_verb_ending(std::u32string_view word, std::size_t least) { return cut(word, least, verb_endings); }

} // namespace hanji
