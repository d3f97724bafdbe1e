/* The keys of assay.yaml as libcyaml's schema, which the first pass walks too.
 * For cli/config*.c alone. */
#ifndef CLI_CONFIG_SCHEMA_H
#define CLI_CONFIG_SCHEMA_H

#include <cyaml/cyaml.h>

extern const cyaml_schema_value_t config_schema;

#endif
