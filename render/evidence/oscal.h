/* What the files of the OSCAL document share; oscal.c says what it is. */
#ifndef RENDER_EVIDENCE_OSCAL_H
#define RENDER_EVIDENCE_OSCAL_H

#include "base/json_out.h"
#include "render/evidence/evidence.h"

#define OSCAL_NAMESPACE "https://assay.example/ns/oscal"
#define OSCAL_FINDINGS "data/findings/"

struct oscal {
	const struct evidence *from;
	const struct bag_files *files; /* made so far */
	struct json_out json;
	struct arena *keep;
	struct str report; /* its number: part of every name */
	struct str start;
	struct str end;
};

/* The rows FIRST to before END of ANSWER are one list of controls, or the
 * checklist. */
struct oscal_part {
	const struct answer *answer;
	size_t first;
	size_t end;
	struct str list;  /* token: HIPAA, readiness */
	struct str title; /* "HIPAA Security Rule, current" */
	bool readiness;
};

/* The identifier of NAME in this report; the same, written. */
struct str oscal_uuid(const struct oscal *oscal, struct str name);
void oscal_write_uuid(struct oscal *oscal, const char *key, struct str name);
/* TEXT as one line, as titles have to be; never empty. */
struct str oscal_line(const struct oscal *oscal, struct str text);
/* A property of this project; none where VALUE is empty. */
void oscal_write_prop(struct oscal *oscal, const char *name, struct str value);

/* One list of controls, or the checklist, as a result. */
void oscal_write_result(struct oscal *oscal, const struct oscal_part *part);

#endif
