// A client's connection, its requests and their answers: see connection.hpp.
#include <utility>

#include "http/connection.hpp"
#include "http/connection_options.hpp"
#include "http/problem.hpp"

namespace keyglass::http {
namespace {

constexpr std::uint64_t requests_max = 100'000;  // of one connection; the Keep-Alive header says so
constexpr std::size_t pipe_bytes_max = 256 * 1024;
constexpr std::size_t event_bytes_max = 64 * 1024;  // unsent; beyond, events wait where they are shared

Problem overloaded() {
  Error error;
  error.code = ErrorCode::unavailable;
  error.message = "the server has more to do than it can: try again in a moment";
  return problem_of(error);
}

}  // namespace

// True if a request was taken up.
bool Connection::begin_exchange() {
  switch (reader_.advance()) {
    case RequestReader::State::head:
    case RequestReader::State::body:
      return false;
    case RequestReader::State::ended:
      closing_ = true;
      return false;
    case RequestReader::State::refused:
      refuse(reader_.fault().status, reader_.fault().detail);
      return false;
    case RequestReader::State::ready:
      break;
  }
  ++served_;
  exchange_ = std::make_shared<Exchange>();
  exchange_->request = std::move(reader_.request());
  exchange_->request.remote_address = peer_.address;
  exchange_->last = must_be_last();
  attach_body();
  dispatch();
  return true;
}

bool Connection::must_be_last() const {
  const Request& request = exchange_->request;
  if (served_ >= requests_max || asks_to_close(request.headers)) return true;
  if (!reader_.arriving() && !reader_.body_whole()) return true;
  // What follows may be meant for the other end of a tunnel that there is not.
  if (request.method == "CONNECT") return true;
  return request.http_1_0 && !asks_to_keep(request.headers);
}

void Connection::attach_body() {
  Exchange& exchange = *exchange_;
  body_done_ = !reader_.arriving();
  if (body_done_) {
    exchange.body = std::make_unique<ArrivedBody>(std::move(reader_.body()), reader_.body_whole());
  } else {
    auto wake = home_.pump_later(peer_.id);
    exchange.held_back = reader_.held_back();
    exchange.arriving = std::make_shared<BytePipe>(pipe_bytes_max, wake);
    exchange.body = std::make_unique<ArrivingBody>(exchange.request.declared_length(), exchange.arriving,
                                                   [&asked = exchange.asked, wake] {
                                                     asked = true;
                                                     wake();
                                                   });
  }
  exchange.request.body = exchange.body.get();
}

void Connection::dispatch() {
  Request& request = exchange_->request;
  request.may_wait = !body_done_ || parts_.may_block(request);
  if (!request.may_wait) {
    Reply reply = parts_.handle(request);
    if (reply.later) return reply.later(home_.return_address(peer_.id).done(exchange_));
    if (!reply.needs_wait) return answer(std::move(reply));
    request.may_wait = true;
  }
  hand_to_worker();
}

void Connection::hand_to_worker() {
  WorkerPool& workers = body_done_ ? parts_.requests : parts_.streams;
  const bool taken =
      workers.post([&handle = parts_.handle, exchange = exchange_, address = home_.return_address(peer_.id)] {
        auto reply = std::make_shared<Reply>(handle(exchange->request));
        if (reply->later) return reply->later(address.done(exchange));
        address.deliver(exchange, [reply] { return std::move(*reply); });
      });
  if (!taken) answer(parts_.refuse(overloaded(), exchange_->request));
}

void Connection::receive(const std::shared_ptr<Exchange>& exchange, Reply reply) {
  if (ended_ || exchange != exchange_) return;
  // It may wait, and asks to: a handler that contradicts itself must not pass for an empty success.
  if (reply.needs_wait) reply = reply_with(problem_of_status(500));
  if (reply.problem) reply = parts_.refuse(*reply.problem, exchange->request);
  answer(std::move(reply));
  pump();
}

void Connection::answer(Reply reply) {
  Exchange& exchange = *exchange_;
  if (!body_done_) break_body();
  const bool head_only = exchange.request.method == "HEAD";
  if (reply.stream && !head_only && !start_stream(reply.stream)) {
    reply = parts_.refuse(overloaded(), exchange.request);
  }
  const bool unframed = exchange.request.http_1_0 && (reply.stream || reply.events);
  if (parts_.draining || unframed) exchange.last = true;
  output_.append(head_of(reply, {.http_1_0 = exchange.request.http_1_0, .last = exchange.last}));
  if (reply.events && !head_only) return start_events(std::move(reply.events));
  if (stream_) return;
  if (!head_only) output_.append(std::move(reply.body));
  finish_exchange();
}

// False: too many streams wait.
bool Connection::start_stream(BodyStream stream) {
  auto pipe = std::make_shared<BytePipe>(pipe_bytes_max, home_.pump_later(peer_.id));
  const bool chunked = !exchange_->request.http_1_0;
  const bool taken = parts_.streams.post([pipe, chunked, exchange = exchange_, stream = std::move(stream)] {
    const bool whole = stream([&](std::string_view bytes) {
      return bytes.empty() || (chunked ? pipe->write(chunk_of(bytes)) : pipe->write(bytes));
    });
    if (whole && chunked) pipe->write(last_chunk);
    pipe->finish(whole ? BytePipe::State::ended : BytePipe::State::broken);
  });
  if (taken) stream_ = std::move(pipe);
  return taken;
}

// True if something was moved.
bool Connection::move_stream() {
  std::string bytes;
  const BytePipe::State state = stream_->poll(bytes);
  if (state == BytePipe::State::broken) {
    // A client that reads to the end of the connection must not take this for the end of the body.
    abort();
    return false;
  }
  const bool moved = !bytes.empty();
  output_.append(std::move(bytes));
  if (state == BytePipe::State::open) return moved;
  stream_.reset();
  finish_exchange();
  return true;
}

void Connection::start_events(std::shared_ptr<EventSource> events) {
  events_ = std::move(events);
  events_->start(!exchange_->request.http_1_0, home_.pump_later(peer_.id));
  if (parts_.draining) events_->finish();
}

// True if something was moved.
bool Connection::move_events() {
  // Who reads events and closes its side has gone: nothing else would tell, as it is not asked for anything.
  if (input_ended_) {
    end();
    return false;
  }
  if (output_.size() >= event_bytes_max) flush();
  if (ended_ || output_.size() >= event_bytes_max) return false;
  std::string bytes;
  const EventSource::State state = events_->take(bytes);
  const bool moved = !bytes.empty();
  output_.append(std::move(bytes));
  if (state == EventSource::State::open) return moved;
  if (state == EventSource::State::broken) {
    abort();
    return false;
  }
  if (!exchange_->request.http_1_0) output_.append(last_chunk);
  std::exchange(events_, nullptr)->close();
  finish_exchange();
  return true;
}

// True if something was moved.
bool Connection::move_body() {
  Exchange& exchange = *exchange_;
  if (!exchange.arriving) return false;
  if (exchange.asked.exchange(false) && exchange.held_back) output_.append(continue_line);
  if (body_done_ || exchange.arriving->full()) return false;
  std::string bytes;
  const RequestReader::BodyState state = reader_.read_body(bytes);
  if (!bytes.empty()) exchange.arriving->offer(bytes);
  if (state == RequestReader::BodyState::broken) break_body();
  if (state == RequestReader::BodyState::complete) {
    body_done_ = true;
    exchange.arriving->end_input();
  }
  return body_done_ || !bytes.empty();
}

// What the client still sends means nothing, if it sends anything.
void Connection::break_body() {
  body_done_ = true;
  exchange_->last = true;
  exchange_->arriving->break_off();
}

void Connection::finish_exchange() {
  closing_ = exchange_->last || parts_.draining;
  exchange_.reset();
  if (!closing_) reader_.next();
}

void Connection::refuse(int status, std::string_view detail) {
  Request request = std::move(reader_.request());
  request.remote_address = peer_.address;
  Reply reply = parts_.refuse(problem_of_status(status, std::string(detail)), request);
  output_.append(head_of(reply, {.http_1_0 = request.http_1_0, .last = true}));
  if (request.method != "HEAD") output_.append(std::move(reply.body));
  closing_ = true;
}

}  // namespace keyglass::http
