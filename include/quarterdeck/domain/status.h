#pragma once

namespace qd {

enum class Status { New, Open, Pending, OnHold, Resolved, Closed };
inline constexpr int kStatusCount = 6;

enum class Priority { Low, Normal, High, Urgent };

} // namespace qd
