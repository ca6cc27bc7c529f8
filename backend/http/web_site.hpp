// What the web listener serves: the app's files under a strict policy, /config.json, and the API where it is
// mounted.
#pragma once

#include <filesystem>
#include <string>

#include "http/call.hpp"
#include "http/router.hpp"
#include "http/static_files.hpp"
#include "keyglass/messages.hpp"

namespace keyglass::http {

struct WebSiteOptions {
  std::filesystem::path root;
  WebConfig config;                // config.api_url is "" where the API is mounted
  const Router* router = nullptr;  // the API's, or null; must outlive the site
};

class WebSite {
 public:
  explicit WebSite(WebSiteOptions options);

  // Any thread. The API's paths come first, except "/".
  Reply respond(const Request& request, Timing& timing) const;
  // True if the answer wants a thread that may wait: files do. Any thread.
  bool may_block(const Request& request) const;

  const std::filesystem::path& root() const { return options_.root; }
  // True if the folder holds an index.html.
  bool has_app() const;

 private:
  Reply config_reply() const;
  bool belongs_to_api(const Request& request) const;

  const WebSiteOptions options_;
  const StaticFiles files_;
  const std::string policy_;
};

}  // namespace keyglass::http
