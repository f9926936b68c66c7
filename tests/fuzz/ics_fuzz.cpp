#include "quarterdeck/domain/calendar.h"

#include <cstdlib>

/// Any bytes: a list of real days within the years asked for, or an error.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto read = qd::parseIcsHolidays(bytes, 2020, 2030);
    if (!read) return 0;
    auto calendar = qd::alwaysOpen();
    calendar.holidays = read->holidays;
    if (!qd::checkCalendar(calendar)) std::abort(); // a holiday that is no day
    for (const auto& holiday : read->holidays)
        if (holiday.year < 2020 || holiday.year > 2030) std::abort();
    return 0;
}
