// What every request passes on its way in and out: request id, Host and Origin defence, timing, the headers
// that every answer carries, CORS, problem documents, the access log, counting. Knows no route.
#pragma once

#include <exception>
#include <functional>
#include <string>

#include "http/call.hpp"
#include "http/event_log.hpp"
#include "http/message.hpp"
#include "http/origin_guard.hpp"
#include "http/request_metrics.hpp"

namespace keyglass::http {

// Answers a request that may come in. Called from many threads; may throw only for bugs and lack of memory.
using Responder = std::function<Reply(const Request& request, Timing& timing)>;

class Gateway {
 public:
  // `service` names the listener in the log. `log` must outlive the gateway.
  Gateway(std::string service, Responder responder, OriginPolicy policy, const EventLog& log);

  // Counts every request from now on; before the first one. `metrics` must outlive the gateway.
  void count_in(RequestMetrics& metrics) { metrics_ = &metrics; }

  // Adds to the policy's origins; before the first request.
  void allow_origin(std::string_view origin) { guard_.allow(origin); }

  // The complete reply, now or later. Any thread; never throws. A streamed body or a later reply needs the
  // gateway until it is sent; what a stream throws is logged and breaks it off.
  Reply handle(const Request& request) const;

  // The complete reply for what cannot even be routed (400, 413, 414, 431, …). Any thread.
  Reply refuse(const Problem& problem, const Request& request) const;

 private:
  Reply respond(const Request& request, Timing& timing, const std::string& id) const;
  void finish(const Request& request, const Timing& timing, std::string id, Reply& reply) const;
  LaterReply finish_later(const Request& request, Timing timing, std::string id, LaterReply later) const;
  void watch_stream(std::string id, const Timing& timing, Reply& reply) const;
  void log_failure(const std::string& id, const std::exception& error) const;
  void count_request(const Request& request, const Timing& timing, const Reply& reply) const;
  void log_request(const Request& request, const Timing& timing, const Reply& reply) const;

  const std::string service_;
  const Responder responder_;
  OriginGuard guard_;
  const EventLog& log_;
  RequestMetrics* metrics_ = nullptr;  // none: nothing is counted
};

}  // namespace keyglass::http
