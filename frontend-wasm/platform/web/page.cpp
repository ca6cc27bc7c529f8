// The page around the canvas.
#include "platform/page.hpp"

#include "platform/transport.hpp"
#include "platform/web/host.hpp"
#include "platform/web/javascript.hpp"

namespace keyglass::platform {
namespace {

// Calls `read(buffer, capacity)` again with enough room where the first call had too little.
template <typename Read>
std::string read_text(Read read) {
  std::string text(256, '\0');
  std::size_t needed = read(text.data(), text.size());
  if (needed > text.size()) {
    text.resize(needed);
    needed = read(text.data(), text.size());
  }
  text.resize(needed);
  return text;
}

}  // namespace

bool copy_text(std::string_view text) {
  return kg_copy_text(text.data(), text.size()) != 0;
}

void download(std::string_view target, std::string_view file_name) {
  const std::string url = api_url() + std::string(target);
  kg_download(url.c_str(), std::string(file_name).c_str(), authorization_line().c_str());
}

std::string location_hash() {
  return read_text([](char* buffer, std::size_t capacity) { return kg_location_hash(buffer, capacity); });
}

void set_location_hash(std::string_view hash) {
  kg_set_location_hash(hash.data(), hash.size());
}

void set_title(std::string_view title) {
  kg_set_title(title.data(), title.size());
}

void warn_on_unload(bool warn) {
  kg_warn_on_unload(warn ? 1 : 0);
}

std::string preference(std::string_view name) {
  const std::string wanted(name);
  return read_text(
      [&](char* buffer, std::size_t capacity) { return kg_preference(wanted.c_str(), buffer, capacity); });
}

void set_preference(std::string_view name, std::string_view value) {
  kg_set_preference(std::string(name).c_str(), std::string(value).c_str());
}

std::string setting(std::string_view name) {
  const std::string wanted(name);
  return read_text(
      [&](char* buffer, std::size_t capacity) { return kg_setting(wanted.c_str(), buffer, capacity); });
}

}  // namespace keyglass::platform
