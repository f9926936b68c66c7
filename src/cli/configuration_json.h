#pragma once

#include "cli/shapes.h"
#include "quarterdeck/desk/configuration.h"

namespace qd::cli {

Json shapeOf(const Goal& goal);
Json shapeOf(const QueueLine& line);
Json shapeOf(const Queue& queue);
Json shapeOf(const Person& person);
Json shapeOf(const Label& label);
Json shapeOf(const View& view);
Json shapeOf(const Template& reply);
Json shapeOf(const Rule& rule);
Json shapeOf(const RuleTest& test);
Json shapeOf(const SlaPolicy& policy);
Json shapeOf(const Calendar& calendar);

} // namespace qd::cli
