// A column: widgets drawn while it lives flow one below the other within its width, and beside() puts the
// next column next to it. Nothing is clipped, so it scrolls with what it stands in. UI thread, within a
// frame.
#pragma once

namespace keyglass::ui {

class Column {
 public:
  explicit Column(float width);  // pixels
  ~Column();
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;

 private:
  float content_right_;  // of the window around, put back when the column ends
  float work_right_;
};

}  // namespace keyglass::ui
