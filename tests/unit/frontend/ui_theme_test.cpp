// The colour tables: every pair that views may put on each other is readable.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "ui/theme.hpp"

using namespace keyglass::ui;

namespace {

constexpr std::array grounds{Token::bg, Token::surface, Token::raised, Token::selection};
constexpr std::array inks{Token::text,     Token::muted,       Token::accent,
                          Token::success,  Token::warning,     Token::danger,
                          Token::json_key, Token::json_string, Token::json_number};
constexpr std::array contrast_schemes{Scheme::contrast_dark, Scheme::contrast_light};
constexpr std::array schemes{Scheme::dark, Scheme::light, Scheme::contrast_dark, Scheme::contrast_light};

}  // namespace

TEST_CASE("every text colour has a contrast of 4.5 on every ground, in every scheme") {
  for (const Scheme scheme : schemes) {
    const Theme& theme = theme_of(scheme);
    for (const Token ground : grounds) {
      for (const Token ink : inks) {
        INFO("scheme " << static_cast<int>(scheme) << " ground " << static_cast<int>(ground) << " ink "
                       << static_cast<int>(ink));
        CHECK(contrast(theme[ink], theme[ground]) >= 4.5);
      }
    }
  }
}

TEST_CASE("labels on accent and on danger have a contrast of 4.5") {
  for (const Scheme scheme : schemes) {
    const Theme& theme = theme_of(scheme);
    CHECK(contrast(theme[Token::on_accent], theme[Token::accent]) >= 4.5);
    CHECK(contrast(theme[Token::on_accent], theme[Token::danger]) >= 4.5);
  }
}

TEST_CASE("where the system forces colours, text and hairlines have a contrast of 7 on every ground") {
  for (const Scheme scheme : contrast_schemes) {
    const Theme& theme = theme_of(scheme);
    CHECK(theme.scheme == scheme);
    for (const Token ground : grounds) {
      CHECK(contrast(theme[Token::border], theme[ground]) >= 7);
      for (const Token ink : inks) {
        INFO("scheme " << static_cast<int>(scheme) << " ground " << static_cast<int>(ground) << " ink "
                       << static_cast<int>(ink));
        CHECK(contrast(theme[ink], theme[ground]) >= 7);
      }
    }
  }
}

TEST_CASE("contrast is that of WCAG: 21 for black on white, 1 for equals, and symmetric") {
  const Color black{};
  const Color white{255, 255, 255};
  CHECK_THAT(contrast(black, white), Catch::Matchers::WithinAbs(21, 1e-9));
  CHECK_THAT(contrast(white, black), Catch::Matchers::WithinAbs(21, 1e-9));
  CHECK_THAT(contrast(white, white), Catch::Matchers::WithinAbs(1, 1e-9));
}

TEST_CASE("mixing goes from one colour to the other") {
  const Color black{};
  const Color white{255, 255, 255};
  CHECK(mix(black, white, 0) == black);
  CHECK(mix(black, white, 1) == white);
  CHECK(mix(black, white, 0.5F) == Color{128, 128, 128});
}
