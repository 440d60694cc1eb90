#pragma once
#include <string>

#include "database.hpp"
#include "maillage/store/workspace.hpp"

namespace maillage::store {

// The table qgis_projects as QGIS makes it, with one project; `date` stands for the time of its last change.
void write_project(Database& database, const EmbeddedProject& project, const std::string& date);

}  // namespace maillage::store
