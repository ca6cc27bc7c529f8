// What every request passes: see gateway.hpp.
#include "http/gateway.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <exception>
#include <memory>
#include <utility>

#include "http/cors.hpp"
#include "http/problem.hpp"
#include "http/request_id.hpp"
#include "http/text.hpp"
#include "http/trace_context.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::http {
namespace {

constexpr std::string_view id_header = "X-Request-Id";

double milliseconds(std::chrono::nanoseconds time) {
  return static_cast<double>(time.count()) / 1e6;
}

// With three decimals. Every reply carries it: to format a floating number would cost as much as a tenth of a
// handler.
void append_milliseconds(std::string& text, std::chrono::nanoseconds time) {
  std::array<char, 32> digits{};
  const auto microseconds = std::max<std::int64_t>(0, (time.count() + 500) / 1000);
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), 1'000'000'000 + microseconds % 1000).ptr;
  text += std::to_string(microseconds / 1000);
  text += '.';
  text.append(end - 3, end);
}

std::string server_timing(const Timing& timing) {
  std::string text = "store;dur=";
  append_milliseconds(text, timing.store_time());
  if (timing.commit_time().count() != 0) {
    text += ", commit;dur=";
    append_milliseconds(text, timing.commit_time());
  }
  text += ", total;dur=";
  append_milliseconds(text, timing.total_time());
  return text;
}

std::optional<Reply> refuse_encoded_body(const Request& request) {
  const auto encoding = request.header("Content-Encoding");
  if (!encoding || equal_ignoring_case(*encoding, "identity")) return std::nullopt;
  Reply reply = reply_with(
      problem_of_status(415, "compressed request bodies are not taken: leave Content-Encoding out"));
  reply.set("Accept-Encoding", "identity");
  return reply;
}

// A request whose reply comes later. It is in flight until that is made, or until nobody is left who could
// make it.
class InFlight {
 public:
  explicit InFlight(RequestMetrics* metrics) : metrics_(metrics) {}
  ~InFlight() {
    if (metrics_ != nullptr) metrics_->end();
  }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;

  // From now on somebody else counts its end.
  void hand_on() { metrics_ = nullptr; }

 private:
  RequestMetrics* metrics_;
};

}  // namespace

Gateway::Gateway(std::string service, Responder responder, OriginPolicy policy, const EventLog& log)
    : service_(std::move(service)), responder_(std::move(responder)), guard_(std::move(policy)), log_(log) {}

Reply Gateway::handle(const Request& request) const {
  Timing timing;
  if (metrics_ != nullptr) metrics_->begin();
  std::string id = request_id_of(request.header(id_header));
  Reply reply = respond(request, timing, id);
  if (reply.needs_wait) {
    if (metrics_ != nullptr) metrics_->end();
    return reply;
  }
  if (reply.later) {
    reply.later = finish_later(request, timing, std::move(id), std::move(reply.later));
    return reply;
  }
  finish(request, timing, std::move(id), reply);
  return reply;
}

Reply Gateway::refuse(const Problem& problem, const Request& request) const {
  const Timing timing;
  if (metrics_ != nullptr) metrics_->begin();
  Reply reply = reply_with(problem);
  finish(request, timing, request_id_of(request.header(id_header)), reply);
  return reply;
}

Reply Gateway::respond(const Request& request, Timing& timing, const std::string& id) const {
  if (auto refusal = guard_.refuse(request)) return *std::move(refusal);
  if (auto refusal = refuse_encoded_body(request)) return *std::move(refusal);
  try {
    return responder_(request, timing);
  } catch (const std::exception& error) {
    log_failure(id, error);
    return reply_with(problem_of_status(500));
  }
}

void Gateway::finish(const Request& request, const Timing& timing, std::string id, Reply& reply) const {
  if (reply.problem) {
    reply.problem->request_id = id;
    reply.body = encode_problem(*reply.problem);
    reply.problem.reset();
  }
  reply.set(id_header, id);
  reply.set("X-Content-Type-Options", "nosniff");
  if (!find_header(reply.headers, "Cache-Control")) reply.set("Cache-Control", "no-cache");
  reply.set("Server-Timing", server_timing(timing));
  apply_cors(guard_, request, reply);
  log_request(request, timing, reply);
  count_request(request, timing, reply);
  if (reply.stream) watch_stream(std::move(id), timing, reply);
}

void Gateway::count_request(const Request& request, const Timing& timing, const Reply& reply) const {
  if (metrics_ == nullptr) return;
  metrics_->count({.route = timing.route(),
                   .status = reply.status,
                   .time = timing.total_time(),
                   .request_bytes = request.declared_length().value_or(0),
                   .reply_bytes = request.method == "HEAD" ? 0 : reply.body.size()});
  metrics_->end();
}

// What is waited for is a commit: its time is that from the start to the outcome.
LaterReply Gateway::finish_later(const Request& request, Timing timing, std::string id,
                                 LaterReply later) const {
  auto in_flight = std::make_shared<InFlight>(metrics_);
  return [this, &request, timing, id = std::move(id), later = std::move(later), in_flight](ReplyDone done) {
    const auto begin = std::chrono::steady_clock::now();
    later([this, &request, timing, id, begin, in_flight, done = std::move(done)](MakeReply make) {
      const auto waited = std::chrono::steady_clock::now() - begin;
      done([this, &request, timing, id, waited, in_flight, make = std::move(make)]() mutable {
        in_flight->hand_on();
        timing.add_commit_time(waited);
        Reply reply;
        try {
          reply = make();
        } catch (const std::exception& error) {
          log_failure(id, error);
          reply = reply_with(problem_of_status(500));
        }
        finish(request, timing, std::move(id), reply);
        return reply;
      });
    });
  };
}

// Its status went out long before: only the log can still tell that a body broke off. Beyond this, nothing
// catches what it throws.
void Gateway::watch_stream(std::string id, const Timing& timing, Reply& reply) const {
  reply.stream = [this, id = std::move(id), route = timing.route(),
                  stream = std::move(reply.stream)](const ByteSink& sink) {
    bool complete = false;
    try {
      complete = stream([&](std::string_view bytes) {
        if (metrics_ != nullptr) metrics_->add_reply_bytes(route, bytes.size());
        return sink(bytes);
      });
    } catch (const std::exception& error) {
      log_failure(id, error);
    }
    if (!complete) log_.write(Level::warn, "body_broke_off", {{"service", service_}, {"request_id", id}});
    return complete;
  };
}

void Gateway::log_failure(const std::string& id, const std::exception& error) const {
  log_.write(Level::error, "failure", {{"service", service_}, {"request_id", id}, {"reason", error.what()}});
}

void Gateway::log_request(const Request& request, const Timing& timing, const Reply& reply) const {
  if (!log_.writes(Level::info)) return;
  const bool is_success = reply.status >= 200 && reply.status < 300;
  if (is_success && !log_.takes_sample()) return;
  const auto trace = parse_traceparent(request.header("traceparent").value_or("")).value_or(TraceContext{});
  log_.write(
      Level::info, "request",
      {{"service", service_},
       {"request_id", *find_header(reply.headers, id_header)},
       {"remote", request.remote_address},
       {"token", timing.caller() == nullptr ? "" : timing.caller()->name()},
       {"method", request.method},
       {"path", request.path()},
       {"status", static_cast<std::uint64_t>(reply.status)},
       {"bytes", static_cast<std::uint64_t>(reply.body.size())},
       {"ms", milliseconds(timing.total_time())},
       {"store_ms", milliseconds(timing.store_time() + timing.commit_time())},
       {"trace_id", trace.trace_id},
       {"parent_id", trace.parent_id},
       {"one_of", is_success && log_.sample_every() > 1 ? LogValue(log_.sample_every()) : LogValue("")}});
}

}  // namespace keyglass::http
