// What the recipes share.
#include "scenarios.hpp"

namespace keyglass::app::testing {

std::vector<Scenario> every_scenario() {
  std::vector<Scenario> all;
  for (const auto* part : {&pane_scenarios(), &value_scenarios(), &server_scenarios(), &dialog_scenarios()})
    all.insert(all.end(), part->begin(), part->end());
  return all;
}

Trouble sample_trouble(int status) {
  HttpReply reply;
  reply.status = status;
  return describe_trouble(reply, {"Could not do it", "http://localhost:8000"});
}

void open_sample(Session& session, std::string_view value, std::string_view type) {
  session.api.put("sample", value, type);
  session.act_and_settle(Refresh{});
  session.act_and_settle(OpenKey{"sample"});
}

}  // namespace keyglass::app::testing
