/* Which repository a scan belongs to. */
#ifndef LINK_SCAN_HOME_H
#define LINK_SCAN_HOME_H

#include "base/error.h"
#include "model/model.h"

/* Fills scan_home with each scan whose repository
 * is known: by its key, its remote however it is written, or a name or path
 * that only one repository has. */
bool link_scan_homes(struct model *model, struct error *err) MUST_USE;

#endif
