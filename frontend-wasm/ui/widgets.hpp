// Everything a view draws with.
#pragma once

#include "ui/button.hpp"
#include "ui/code_view.hpp"
#include "ui/dialog.hpp"
#include "ui/feedback.hpp"
#include "ui/grid.hpp"
#include "ui/icons.hpp"
#include "ui/keys.hpp"
#include "ui/layout.hpp"
#include "ui/line_chart.hpp"
#include "ui/list_box.hpp"
#include "ui/text.hpp"
#include "ui/text_box.hpp"
