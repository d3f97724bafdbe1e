/* The account of every input as a reader takes it in: few inputs one a row,
 * many folded by their folder, more by their format. The file keeps them all.
 */
#ifndef RENDER_ACCOUNT_H
#define RENDER_ACCOUNT_H

#include "base/arena.h"
#include "render/table.h"

/* Sets what is printed in place of WHOLE, a table whose columns are path,
 * importer, read, imported, duplicate, rejected and empty, in this order, and
 * others behind them. Its last row is the total, when there are two or more. */
void account_print(struct table *whole, struct arena *keep);

#endif
