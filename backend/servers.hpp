// The listeners of one process: which there are for a command, and what each is joined to.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "config/options.hpp"
#include "http/event_log.hpp"
#include "http/gateway.hpp"
#include "http/http_server.hpp"
#include "http/listen_address.hpp"
#include "http/request_metrics.hpp"
#include "http/router.hpp"
#include "http/tls_identity.hpp"
#include "http/watch_hub.hpp"
#include "http/web_site.hpp"
#include "service/batch_service.hpp"
#include "service/key_value_service.hpp"
#include "service/patch_service.hpp"
#include "service/plan_service.hpp"
#include "service/sweeper.hpp"
#include "service/token_gate.hpp"
#include "service/transfer_service.hpp"

namespace keyglass {

// Started and stopped by one thread.
class Servers {
 public:
  // What they are made of; all must outlive the servers.
  struct Parts {
    storage::Store* store = nullptr;  // null for the web service alone
    const service::TokenGate& tokens;
    const http::EventLog& log;
    const http::TlsIdentity* tls = nullptr;  // null: plain text
  };
  Servers(const config::Options& options, const Parts& parts);

  // Takes every address, then accepts, logging each. Fails with unavailable if an address cannot be had, or
  // the app's files are missing, and as the store fails; nothing listens then.
  Status start();

  // "http://127.0.0.1:8000" or https, or "" where that service is not part of the command. After start().
  std::string api_address() const;
  std::string web_address() const;

  // Ends within `patience`: true if every running request was finished.
  bool stop(std::chrono::seconds patience);

 private:
  struct Listener {
    std::unique_ptr<http::Gateway> gateway;
    std::unique_ptr<http::HttpServer> server;
  };

  // What a listener serves.
  struct Content {
    http::Responder respond;
    http::BlockingTest may_block;
    http::RequestMetrics& metrics;
  };

  Listener listen(const config::ListenAddress& address, Content content);
  http::OriginPolicy origin_policy() const;
  void allow_own_pages();
  http::Scheme scheme() const { return tls_ == nullptr ? http::Scheme::http : http::Scheme::https; }
  void warn_of_plain_text() const;
  void start_sweeper();
  Status start(const Listener& listener, std::string_view name);

  const config::Options& options_;
  const http::EventLog& log_;
  const http::TlsIdentity* const tls_;
  const bool asks_for_tokens_;
  http::ServerMetrics metrics_;
  std::optional<service::KeyValueService> service_;
  std::optional<service::TransferService> transfer_;
  std::optional<service::PatchService> patches_;
  std::optional<service::BatchService> batches_;
  std::optional<service::PlanService> plans_;
  std::optional<http::WatchHub> watches_;
  std::optional<http::Api> api_;
  std::optional<http::Router> router_;
  std::optional<http::WebSite> site_;
  Listener api_listener_;
  Listener web_listener_;
  storage::Store* const store_;
  std::optional<service::Sweeper> sweeper_;
};

}  // namespace keyglass
