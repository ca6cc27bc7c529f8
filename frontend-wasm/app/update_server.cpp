// What the server says of itself, the token that it asks for, and what this page may do there.
#include <algorithm>

#include "app/api.hpp"
#include "app/update_parts.hpp"

namespace keyglass::app {
namespace {

constexpr std::string_view unknown_token =
    "The server does not know this token, or it has expired. Check that it was copied as a whole.";

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

// A header can carry it.
bool is_token(std::string_view token) {
  return std::all_of(token.begin(), token.end(), [](char byte) { return byte > 0x20 && byte < 0x7F; });
}

bool is_asking(const Model& model) {
  return std::any_of(model.pending.begin(), model.pending.end(), [](const auto& item) {
    return std::holds_alternative<ForCapabilities>(item.second.purpose);
  });
}

// What was asked under another token or at another address tells nothing any more. Writes go on.
void abort_reads(Turn& turn) {
  abort_all<ForPage>(turn);
  abort_all<ForStats>(turn);
  abort_all<ForEntry>(turn);
  abort_all<ForDetails>(turn);
  abort_all<ForHistory>(turn);
  abort_all<ForVersion>(turn);
  abort_all<ForCapabilities>(turn);
}

void drop_token(Turn& turn, std::string_view fault) {
  Server& server = turn.model.server;
  if (server.has_token) server.token_fault = fault;
  server.has_token = false;
  turn.emit(UseServer{turn.model.api_url, ""});
  offer_live(turn, false);
}

void ask_for_token(Turn& turn) {
  Server& server = turn.model.server;
  if (!server.asks_for_token) announce(turn, "This server asks for a token");
  server.asks_for_token = true;
  server.is_checking = false;
  turn.model.focus_wish = Field::token;
  if (!server.token_fault.empty()) announce(turn, server.token_fault);
}

// With a token that reaches some keys only, the whole list would be refused.
void show_reachable(Turn& turn) {
  const auto& prefixes = turn.model.server.told->prefixes;
  const std::string& filter = turn.model.list.filter;
  const bool is_inside =
      prefixes.empty() || std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
        return std::string_view(filter).starts_with(prefix);
      });
  if (is_inside) return refresh_list(turn);
  apply(turn, SetFilter{prefixes.front()});
}

void let_in(Turn& turn, bool was_checked) {
  Model& model = turn.model;
  Server& server = model.server;
  const bool was_shut = std::exchange(server.asks_for_token, false);
  server.is_checking = false;
  server.token_fault.clear();
  if (!may_write(model) && is_new_key_open(model)) open_nothing(turn);
  if (was_checked) {
    server.token_text.clear();
    if (std::holds_alternative<ConnectionDialog>(model.dialog)) model.dialog = NoDialog{};
    toast(turn, ToastKind::success, may_write(model) ? "Connected" : "Connected. This token may only read.");
    // The rows are not there yet; what finds them is.
    if (was_shut) model.focus_wish = Field::filter;
  }
  if (!was_checked && !was_shut && server.told->prefixes.empty()) return;
  show_reachable(turn);
  reload_open(turn);
  retry_dialog(turn);
}

bool adopt_url(Turn& turn) {
  Server& server = turn.model.server;
  server.url_fault.clear();
  if (server.is_url_fixed) return true;
  std::string url = trimmed(server.url_text);
  while (url.ends_with('/')) url.pop_back();
  if (!url.starts_with("http://") && !url.starts_with("https://")) {
    server.url_fault = "An address begins with http:// or https://";
    return false;
  }
  if (url == turn.model.api_url) return true;
  server.told.reset();
  turn.model.api_url = url;
  return true;
}

}  // namespace

void ask_capabilities(Turn& turn) {
  if (!is_asking(turn.model)) send(turn, api::read_capabilities(), ForCapabilities{});
}

void note_access(Turn& turn, const Purpose& purpose, const HttpReply& reply) {
  if (reply.failure != HttpFailure::none || std::holds_alternative<ForCapabilities>(purpose)) return;
  if (reply.status == 401) {
    drop_token(turn, "The server no longer accepts the token.");
    ask_for_token(turn);
  }
  if (reply.status == 403) ask_capabilities(turn);
}

void finish(Turn& turn, const ForCapabilities&, const HttpReply& reply) {
  Server& server = turn.model.server;
  const bool was_checked = server.is_checking;
  auto told = api::capabilities_of(reply);
  if (!told) {
    server.is_checking = false;
    if (was_checked) {
      const Trouble trouble = trouble_in(turn, reply, "Could not ask the server");
      (server.is_url_fixed ? server.token_fault : server.url_fault) = trouble.what + ". " + trouble.why;
    }
    return;
  }
  const bool is_same = server.told == *told;
  server.told = std::move(told);
  if (server.told->asks_for_tokens && server.told->scope == "none") {
    drop_token(turn, unknown_token);
    return ask_for_token(turn);
  }
  if (is_same && !was_checked && !server.asks_for_token) return;
  let_in(turn, was_checked);
  offer_live(turn, server.told->change_feed);
}

void apply(Turn& turn, const OpenConnection&) {
  Server& server = turn.model.server;
  server.url_text = turn.model.api_url;
  server.url_fault.clear();
  server.token_fault.clear();
  turn.model.dialog = ConnectionDialog{};
  if (server.is_url_fixed) turn.model.focus_wish = Field::token;
}

void apply(Turn& turn, const EditApiUrl& action) {
  turn.model.server.url_text = action.url;
  turn.model.server.url_fault.clear();
}

void apply(Turn& turn, const EditToken& action) {
  turn.model.server.token_text = action.token;
  turn.model.server.token_fault.clear();
}

void apply(Turn& turn, const Connect&) {
  Server& server = turn.model.server;
  if (server.is_checking) return;
  const std::string token = trimmed(server.token_text);
  if (!is_token(token)) {
    server.token_fault = "A token is made of letters, digits and signs, without spaces.";
    return announce(turn, server.token_fault);
  }
  if (token.empty() && server.asks_for_token && server.is_url_fixed) {
    server.token_fault = "Type or paste the token first.";
    return announce(turn, server.token_fault);
  }
  const std::string url_before = turn.model.api_url;
  if (!adopt_url(turn)) return announce(turn, server.url_fault);
  abort_reads(turn);
  const bool is_elsewhere = turn.model.api_url != url_before;
  // Without a new token the one in use stays, but no other server gets to see it.
  if (!token.empty() || is_elsewhere) {
    server.has_token = !token.empty();
    turn.emit(UseServer{turn.model.api_url, token});
  }
  server.token_fault.clear();
  server.is_checking = true;
  ask_capabilities(turn);
}

void apply(Turn& turn, const ForgetToken&) {
  abort_reads(turn);
  drop_token(turn, "");
  turn.model.server.token_text.clear();
  turn.model.server.told.reset();
  turn.model.dialog = NoDialog{};
  toast(turn, ToastKind::info, "The token is forgotten");
  ask_capabilities(turn);
  refresh_list(turn);
  reload_open(turn);
}

void apply(Turn& turn, const DownloadFinished& action) {
  HttpReply reply;
  reply.status = action.status;
  if (action.status == 0) reply.failure = HttpFailure::network;
  if (api::is_success(reply)) return announce(turn, "Downloaded");
  const Trouble trouble = trouble_in(turn, reply, "Could not download it");
  toast(turn, ToastKind::error, trouble.what + ". " + trouble.why);
  note_access(turn, ForProbe{}, reply);
}

}  // namespace keyglass::app
