// An article with something of everything, for the tests of this room.
#pragma once

#include "article/article.h"

namespace hanji {

inline Article full_article() {
  Article article;
  article.slug = "2024-07-27-하나";
  article.title = "제목 하나";
  article.excerpt = "줄거리";
  article.lead = "글머리";
  article.author = "글쓴이";
  article.language = "en";
  article.categories = {"세계", "경제"};
  article.tags = {"표", "그림"};
  article.date = {2024, 7, 27, 9, 30, 0};
  article.modified = {2024, 7, 28, 0, 0, 0};
  article.links = {{"https://example.org/"}};
  article.cells = {{0, 0, 0, 1, 2, true, Align::center}, {0, 1, 0, 1, 1, false, Align::right}};
  article.figures = {{"media/a.png", "설명", "https://example.org/a", 640, 480, false},
                     {"/없다.png", "", "", 0, 0, true}};
  Block heading{BlockKind::heading, 2, 0, 0, no_index, "머리말", {}, "머리말"};
  Block text{BlockKind::paragraph, 0, 1, 0, no_index, "굵은 빨간 글과 고리", {}, ""};
  text.inlines = {{0, 6, {style_bold, {}, {}}, no_index},
                  {7, 13, {style_bold | style_mark, {255, 0, 0, 255}, {255, 255, 0, 128}}, no_index},
                  {21, 27, {0, {}, {}}, 0}};
  article.blocks = {heading,
                    text,
                    {BlockKind::list_item, 1, 0, 3, no_index, "셋째", {}, ""},
                    {BlockKind::figure, 0, 0, 0, 0, "그림 설명", {}, ""},
                    {BlockKind::figure, 0, 0, 0, 1, "", {}, ""},
                    {BlockKind::caption, 0, 0, 0, no_index, "표 1", {}, ""},
                    {BlockKind::cell, 0, 0, 0, 0, "머리", {}, ""},
                    {BlockKind::cell, 0, 0, 0, 1, "칸", {}, ""},
                    {BlockKind::rule, 0, 0, 0, no_index, "", {}, ""},
                    {BlockKind::list_item, 2, 0, 4, no_index, "라", {}, "", 0, Marker::lower_letter},
                    {BlockKind::term, 1, 0, 0, no_index, "닥", {}, ""},
                    {BlockKind::definition, 1, 0, 0, no_index, "나무", {}, ""},
                    {BlockKind::summary, 0, 0, 1, no_index, "펼침", {}, "", 1},
                    {BlockKind::paragraph, 0, 0, 0, no_index, "漢字(한자)", {}, "", 1},
                    {BlockKind::footnote, 1, 0, 1, no_index, "각주", {}, "fn:1"}};
  article.blocks[article.blocks.size() - 2].inlines = {{0, 6, {style_ruby, {}, {}}, no_index},
                                                       {6, 14, {style_ruby_text, {}, {}}, no_index}};
  return article;
}

} // namespace hanji
