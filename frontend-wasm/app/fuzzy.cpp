// The best way to find the typed letters in a name, by dynamic programming over both.
#include "app/fuzzy.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace keyglass::app {
namespace {

constexpr int unfit = -1'000'000;
constexpr int letter_points = 4;
constexpr int word_points = 12;
constexpr int neighbour_points = 8;
constexpr std::size_t typed_max = 64;  // letters beyond are not looked at

char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : byte;
}

bool begins_word(std::string_view name, std::size_t at) {
  return at == 0 || std::string_view(" -_/:.").find(name[at - 1]) != std::string_view::npos;
}

}  // namespace

std::optional<int> fuzzy_score(std::string_view typed, std::string_view name) {
  std::string letters;
  for (const char byte : typed.substr(0, typed_max)) {
    if (byte != ' ') letters += lower(byte);
  }
  if (letters.empty()) return 0;
  // best[at]: the most points with the letters so far, the last of them at `at`.
  std::vector<int> best(name.size(), unfit);
  for (std::size_t letter = 0; letter < letters.size(); ++letter) {
    std::vector<int> next(name.size(), unfit);
    int before = letter == 0 ? 0 : unfit;  // the best that ends somewhere before `at`
    for (std::size_t at = 0; at < name.size(); ++at) {
      if (lower(name[at]) == letters[letter]) {
        const int gap = letter == 0 ? -static_cast<int>(std::min<std::size_t>(at, 6)) : -1;
        int points = before + gap;
        if (letter > 0 && at > 0) points = std::max(points, best[at - 1] + neighbour_points);
        next[at] = points + letter_points + (begins_word(name, at) ? word_points : 0);
      }
      if (letter > 0) before = std::max(before, best[at]);
    }
    best = std::move(next);
  }
  const int most = best.empty() ? unfit : *std::max_element(best.begin(), best.end());
  return most < unfit / 2 ? std::nullopt : std::optional(most);
}

}  // namespace keyglass::app
