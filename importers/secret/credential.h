/* What is a credential by its name, its looks and its place: values assigned
 * to names that speak of a secret, passwords, and what stands within URLs. */
#ifndef IMPORTERS_SECRET_CREDENTIAL_H
#define IMPORTERS_SECRET_CREDENTIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Whether NAME says that its value is a secret: api_token, DB_PASSWORD. */
bool credential_is_name(struct str name);

/* Whether VALUE, assigned to NAME, is a literal secret: one that looks random,
 * or, where NAME speaks of a password, any that people think up: eight
 * characters or more, letters with digits or signs, no common one, no example.
 * IS_PASSWORD: it is told by the latter alone. */
bool credential_is_value(struct str name, struct str value, bool *is_password);

struct credential {
	size_t at; /* where it begins in the text */
	size_t len;
	bool in_query; /* ?api_key=VALUE; else //user:VALUE@host */
};

/* The first credential within a URL of TEXT. Passwords for private networks
 * and hosts with one name count when they look like no default of a developer,
 * those for this machine or a host kept for examples when they look random. */
bool credential_in_url(struct str text, struct credential *found);

#endif
