/* One spelling for the names of AI models. */
#ifndef IMPORTERS_GIT_MODEL_NAME_H
#define IMPORTERS_GIT_MODEL_NAME_H

#include "base/arena.h"

/* The normal form of RAW: lower case, without provider, notes in parentheses,
 * date and effort; Anthropic's as claude-FAMILY-MAJOR-MINOR. "Opus 4.6 (1M
 * context)" and "claude-4.6-opus-high-thinking" both give claude-opus-4-6.
 * None when RAW says that no model was recorded (unknown, default, auto, ...).
 */
struct str model_name_normal(struct str raw, struct arena *keep);

#endif
