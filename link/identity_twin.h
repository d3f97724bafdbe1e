/* Results that several scans of one event tell: one scan in two formats. */
#ifndef LINK_IDENTITY_TWIN_H
#define LINK_IDENTITY_TWIN_H

#include "link/identity.h"

/* For each of the SIGHTINGS of an event the one that speaks for it, itself when
 * it does so; that one is given what the others know more. In SCRATCH. */
size_t *identity_twins(
    struct sighting *sightings, size_t count, struct arena *scratch);

#endif
