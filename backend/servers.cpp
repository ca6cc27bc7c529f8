// Joining service, routes and listeners: see servers.hpp.
#include "servers.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "config/command_line.hpp"
#include "http/listen_address.hpp"
#include "http/route_table.hpp"

namespace keyglass {
namespace {

// Files of the app lie beside the executable as the build lays them out: bin/keyglass and web/.
std::filesystem::path default_web_root() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "web";
}

void add_local_origins(std::vector<std::string>& origins, http::Scheme scheme, std::uint16_t port) {
  for (const char* host : {"localhost", "127.0.0.1"})
    origins.push_back(http::http_address(scheme, host, port));
}

constexpr std::uint16_t web_port_default = 3000;
constexpr std::uint16_t preview_port = 6931;  // of emrun, which serves the app's files while it is developed

}  // namespace

Servers::Servers(const config::Options& options, const Parts& parts)
    : options_(options),
      log_(parts.log),
      tls_(parts.tls),
      asks_for_tokens_(parts.tokens.asks_for_tokens()),
      metrics_(http::route_table()),
      store_(parts.store) {
  using config::Command;
  storage::Store* const store = parts.store;
  if (store != nullptr) {
    service_.emplace(*store, service::ValueLimits{options.value_bytes_max});
    transfer_.emplace(*store, options.value_bytes_max);
    patches_.emplace(*store, service_->limits());
    batches_.emplace(*store, service_->limits());
    plans_.emplace(*store);
    watches_.emplace(*store);
    api_.emplace(http::Api{*service_, KEYGLASS_VERSION, parts.tokens, &*transfer_, &*patches_, &*batches_,
                           &*plans_, &metrics_, &*watches_});
    router_.emplace(*api_, http::route_table());
    api_listener_ =
        listen(options.api_listen,
               {.respond = [this](const http::Request& request,
                                  http::Timing& timing) { return router_->respond(request, timing); },
                .may_block = [this](const http::Request& request) { return router_->may_block(request); },
                .metrics = metrics_.api});
  }
  if (options.command == Command::api) return;
  site_.emplace(http::WebSiteOptions{
      .root = options.web_root.empty() ? default_web_root() : std::filesystem::path(options.web_root),
      .config = {.api_url = store == nullptr ? options.api_url : "", .version = KEYGLASS_VERSION},
      .router = router_ ? &*router_ : nullptr});
  web_listener_ =
      listen(options.web_listen,
             {.respond = [this](const http::Request& request,
                                http::Timing& timing) { return site_->respond(request, timing); },
              .may_block = [this](const http::Request& request) { return site_->may_block(request); },
              .metrics = metrics_.web});
}

http::OriginPolicy Servers::origin_policy() const {
  http::OriginPolicy policy;
  policy.origins = options_.cors_origins;
  if (policy.origins.empty()) {
    add_local_origins(policy.origins, scheme(), web_port_default);
    add_local_origins(policy.origins, http::Scheme::http, preview_port);  // emrun knows no TLS
  }
  for (const std::string& host : options_.hosts) policy.hosts.push_back(http::host_in_url(host));
  policy.hosts.push_back(http::host_in_url(options_.api_listen.host));
  policy.hosts.push_back(http::host_in_url(options_.web_listen.host));
  return policy;
}

Servers::Listener Servers::listen(const config::ListenAddress& address, Content content) {
  Listener listener;
  listener.gateway = std::make_unique<http::Gateway>(content.metrics.service(), std::move(content.respond),
                                                     origin_policy(), log_);
  listener.gateway->count_in(content.metrics);
  http::ListenerOptions listener_options;
  listener_options.host = address.host;
  listener_options.port = address.port;
  listener_options.tls = tls_;
  listener_options.loop_count = options_.loop_count;
  listener_options.thread_count = options_.thread_count;
  listener_options.stream_count = options_.stream_count;
  listener_options.connections_max = options_.connections_max;
  listener_options.connections = &content.metrics.connections();
  const http::Gateway& gateway = *listener.gateway;
  listener.server = std::make_unique<http::HttpServer>(
      listener_options,
      http::ListenerHandlers{
          .handle = [&gateway](const http::Request& request) { return gateway.handle(request); },
          .refuse = [&gateway](const Problem& problem,
                               const http::Request& request) { return gateway.refuse(problem, request); },
          .may_block = std::move(content.may_block)});
  return listener;
}

Status Servers::start() {
  if (site_ && !site_->has_app()) {
    return Error{.code = ErrorCode::unavailable,
                 .message = "no browser app in " + site_->root().string() +
                            ": run `make build`, or name its folder with --web-root"};
  }
  if (plans_) {
    if (const Status recovered = plans_->recover(); !recovered) return recovered;
  }
  for (const Listener* listener : {&api_listener_, &web_listener_}) {
    if (!listener->server) continue;
    if (const Status bound = listener->server->bind(); !bound) return bound;
  }
  allow_own_pages();
  for (const auto& [listener, name] : {std::pair{&api_listener_, "api"}, std::pair{&web_listener_, "web"}}) {
    if (!listener->server) continue;
    if (const Status started = listener->server->start(); !started) return started;
    log_.write(http::Level::info, "listening", {{"service", name}, {"address", listener->server->address()}});
  }
  if (asks_for_tokens_ && tls_ == nullptr) warn_of_plain_text();
  start_sweeper();
  return Done{};
}

// A port that was free is known only once it is taken.
void Servers::allow_own_pages() {
  if (!api_listener_.server || !web_listener_.server || !options_.cors_origins.empty()) return;
  std::vector<std::string> origins;
  add_local_origins(origins, scheme(), web_listener_.server->port());
  for (const std::string& origin : origins) {
    api_listener_.gateway->allow_origin(origin);
    web_listener_.gateway->allow_origin(origin);
  }
}

// Tokens travel readable wherever the network between is not ours.
void Servers::warn_of_plain_text() const {
  for (const auto& [listener, address] :
       {std::pair{&api_listener_, &options_.api_listen}, std::pair{&web_listener_, &options_.web_listen}}) {
    if (!listener->server || config::is_loopback(address->host)) continue;
    log_.write(http::Level::warn, "not_encrypted",
               {{"address", listener->server->address()},
                {"advice",
                 "tokens and values can be read on the way: add --tls-cert and --tls-key, or put a "
                 "proxy with TLS in front"}});
  }
}

void Servers::start_sweeper() {
  if (store_ == nullptr) return;
  sweeper_.emplace(*store_, [this](const Error* error) {
    if (error == nullptr) return log_.write(http::Level::info, "sweeping_works_again", {});
    log_.write(http::Level::warn, "sweeping_failed", {{"reason", error->message}});
  });
}

std::string Servers::api_address() const {
  return api_listener_.server ? api_listener_.server->address() : "";
}
std::string Servers::web_address() const {
  return web_listener_.server ? web_listener_.server->address() : "";
}

bool Servers::stop(std::chrono::seconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  bool finished = true;
  for (const Listener* listener : {&api_listener_, &web_listener_}) {
    if (listener->server) listener->server->begin_stop();
  }
  for (const Listener* listener : {&api_listener_, &web_listener_}) {
    if (!listener->server) continue;
    const auto left =
        std::max(end - std::chrono::steady_clock::now(), std::chrono::steady_clock::duration::zero());
    finished = listener->server->wait_stopped(std::chrono::duration_cast<std::chrono::milliseconds>(left)) &&
               finished;
  }
  return finished;
}

}  // namespace keyglass
