/* XML reports, by the pull reader of libxml2: elements on the way to a unit
 * are kept with their attributes, a unit as a tree. A DOCTYPE is read past:
 * its DTD is not loaded, its entities are not expanded, nothing is fetched.
 * Namespaces are left out of the names. */
#include <string.h>

#include "importers/sast/scan_in.h"

#include "base/buf.h"
#include "importers/xml/xml_source.h"

enum {
	XML_DEPTH_MAX = 128,
	SKETCH_ELEMENTS = 400,
};

struct scan_xml {
	struct xml_source source;
	xmlTextReaderPtr xml; /* the source's */
	struct str shown;
	struct error *broken; /* the first problem that the library tells */
};

static void note_problem(void *user, const char *message,
    xmlParserSeverities severity, xmlTextReaderLocatorPtr place)
{
	struct scan_xml *in = user;
	if (in->broken->kind != ERROR_NONE ||
	    xml_source_broken(&in->source, in->shown, in->broken) ||
	    severity != XML_PARSER_SEVERITY_ERROR)
		return;
	struct str text = str_trim(str_from(message));
	error_at(in->broken,
	    (struct place){ .file = in->shown,
		.line = xml_source_line(&in->source, place) },
	    "expected XML, found: " STR_FMT, STR_ARG(text));
	error_fix(in->broken, "write the file again with its tool");
}

static bool xml_open(struct scan_xml *in, const struct input *input,
    struct error *broken, struct error *err)
{
	*in = (struct scan_xml){ .shown = input->shown, .broken = broken };
	if (!xml_source_open(
		&in->source, input->path, STR_NONE, " \t\r\n", err))
		return false;
	in->xml = in->source.xml;
	xmlTextReaderSetErrorHandler(in->xml, note_problem, in);
	return true;
}

static void xml_close(struct scan_xml *in)
{
	xml_source_close(&in->source);
}

static struct str local_name(struct scan_xml *in)
{
	return str_from((const char *)xmlTextReaderConstLocalName(in->xml));
}

/* ----------------------------------------------------------------- trees -- */

struct walker {
	struct scan_reading *reading;
	struct scan_xml *in;
	int64_t head_nodes;
	bool is_stopped;
	const cJSON *outer[SCAN_CHAIN_MAX];
	int outer_count;
	size_t bytes; /* of the tree that is being read */
};

static bool is_omitted(const struct walker *walker, const char *name)
{
	const struct str_list *omit = &walker->reading->profile->omit;
	for (size_t i = 0; i < omit->count; i++)
		if (str_equal_z(omit->items[i], name))
			return true;
	return false;
}

static void add_text(
    struct walker *walker, cJSON *object, const char *name, const char *text)
{
	walker->bytes += strlen(text) + strlen(name) + sizeof(cJSON);
	if (walker->bytes <= SCAN_UNIT_BYTES_MAX)
		cJSON_AddItemToObject(object, name, cJSON_CreateString(text));
}

static cJSON *read_attributes(struct walker *walker)
{
	xmlTextReaderPtr xml = walker->in->xml;
	cJSON *object = cJSON_CreateObject();
	struct buf name = { 0 };
	walker->bytes += sizeof(cJSON);
	while (xmlTextReaderMoveToNextAttribute(xml) == 1 &&
	       xml_source_attribute(&walker->in->source, walker->in->shown,
		   walker->in->broken)) {
		const char *value = (const char *)xmlTextReaderConstValue(xml);
		buf_clear(&name);
		buf_add_char(&name, '@');
		buf_add(&name, local_name(walker->in));
		buf_add_bytes(&name, "", 1);
		if (!is_omitted(walker, name.data) && value)
			add_text(walker, object, name.data, value);
	}
	buf_free(&name);
	xmlTextReaderMoveToElement(xml);
	return object;
}

/* Text in several pieces (a comment between them) is put together. */
static void read_text(struct walker *walker, cJSON *object)
{
	const char *value =
	    (const char *)xmlTextReaderConstValue(walker->in->xml);
	struct str text = str_trim(str_from(value));
	cJSON *old = cJSON_GetObjectItemCaseSensitive(object, "#");
	struct buf joined = { 0 };
	if (!text.len)
		return;
	if (old)
		buf_add_z(&joined, old->valuestring);
	buf_add(&joined, text);
	buf_add_bytes(&joined, "", 1);
	if (old)
		cJSON_DeleteItemFromObjectCaseSensitive(object, "#");
	add_text(walker, object, "#", joined.data);
	buf_free(&joined);
}

static int next(struct walker *walker)
{
	int more = xmlTextReaderRead(walker->in->xml);
	return walker->in->broken->kind == ERROR_NONE ? more : -1;
}

/* The element at which the reader stands, to its end. False on an error; a
 * tree that has grown too large is cut, which bytes tell. */
static bool read_element(struct walker *walker, cJSON **out, int depth)
{
	xmlTextReaderPtr xml = walker->in->xml;
	bool is_empty = xmlTextReaderIsEmptyElement(xml) == 1;
	cJSON *object = *out = read_attributes(walker);
	if (is_empty)
		return true;
	while (next(walker) == 1) {
		int type = xmlTextReaderNodeType(xml);
		if (type == XML_READER_TYPE_END_ELEMENT)
			return true;
		if (type == XML_READER_TYPE_TEXT ||
		    type == XML_READER_TYPE_CDATA)
			read_text(walker, object);
		if (type != XML_READER_TYPE_ELEMENT)
			continue;
		const char *name =
		    (const char *)xmlTextReaderConstLocalName(xml);
		cJSON *child = NULL;
		cJSON *key = cJSON_CreateString(name);
		bool drops = is_omitted(walker, name) ||
			     depth == XML_DEPTH_MAX ||
			     walker->bytes > SCAN_UNIT_BYTES_MAX;
		bool done = read_element(walker, &child, depth + 1);
		if (drops)
			cJSON_Delete(child);
		else
			cJSON_AddItemToObject(object, key->valuestring, child);
		cJSON_Delete(key);
		if (!done)
			return false;
	}
	return false;
}

static bool take_unit(struct walker *walker, struct scan_unit *unit)
{
	struct scan_reading *reading = walker->reading;
	unit->place = (struct place){ .file = walker->in->shown,
		.line = xmlTextReaderGetParserLineNumber(walker->in->xml) };
	unit->outer_count = walker->outer_count;
	memcpy(unit->outer, walker->outer, sizeof unit->outer);
	walker->bytes = 0;
	bool done = read_element(walker, &unit->tree, 0);
	reading->units++;
	if (done && walker->bytes > SCAN_UNIT_BYTES_MAX) {
		cJSON_Delete(unit->tree);
		unit->tree = NULL;
	}
	if (done && reading->take && !reading->take(reading->user, unit)) {
		walker->is_stopped = true;
		done = false;
	}
	cJSON_Delete(unit->tree);
	return done;
}

static bool take_head(struct walker *walker, cJSON *head)
{
	cJSON *tree = NULL;
	struct buf name = { 0 };
	walker->bytes = 0;
	buf_add(&name, local_name(walker->in));
	buf_add_bytes(&name, "", 1);
	bool done = read_element(walker, &tree, 0);
	walker->head_nodes += (int64_t)walker->bytes;
	if (head && walker->head_nodes < SCAN_HEAD_BYTES_MAX &&
	    !is_omitted(walker, name.data))
		cJSON_AddItemToObject(head, name.data, tree);
	else
		cJSON_Delete(tree);
	buf_free(&name);
	return done;
}

static bool walk_element(struct walker *walker, const struct scan_trail *trail,
    cJSON *head, int depth);

/* An element on the way that is a record itself, of its attributes OWN. */
static bool take_own(struct walker *walker, struct scan_unit *unit, cJSON *own)
{
	struct scan_reading *reading = walker->reading;
	unit->place = (struct place){ .file = walker->in->shown,
		.line = xmlTextReaderGetParserLineNumber(walker->in->xml) };
	unit->outer_count = walker->outer_count;
	memcpy(unit->outer, walker->outer, sizeof unit->outer);
	unit->tree = own;
	if (!reading->take || reading->take(reading->user, unit))
		return true;
	walker->is_stopped = true;
	return false;
}

/* An element on the way: its attributes now, its children one by one. UNIT:
 * what it is a record of, beside; NULL: of nothing. */
static bool walk_way(struct walker *walker, const struct scan_trail *trail,
    struct scan_unit *unit, cJSON *head, int depth)
{
	xmlTextReaderPtr xml = walker->in->xml;
	bool is_empty = xmlTextReaderIsEmptyElement(xml) == 1;
	struct buf name = { 0 };
	buf_add(&name, local_name(walker->in));
	buf_add_bytes(&name, "", 1);
	walker->bytes = 0;
	cJSON *own = read_attributes(walker);
	/* Of many alike only the first is head. */
	bool is_first =
	    head && !cJSON_GetObjectItemCaseSensitive(head, name.data);
	if (is_first)
		cJSON_AddItemToObject(head, name.data, own);
	buf_free(&name);
	bool goes_deeper = walker->outer_count < SCAN_CHAIN_MAX - 4;
	bool goes_on = !unit || take_own(walker, unit, own);
	if (goes_deeper)
		walker->outer[walker->outer_count++] = own;
	bool done = goes_on && is_empty;
	while (goes_on && !done && next(walker) == 1) {
		int type = xmlTextReaderNodeType(xml);
		if (type == XML_READER_TYPE_END_ELEMENT)
			done = true;
		else if (type == XML_READER_TYPE_ELEMENT &&
			 !walk_element(
			     walker, trail, is_first ? own : NULL, depth + 1))
			break;
	}
	walker->outer_count -= goes_deeper;
	if (!is_first)
		cJSON_Delete(own);
	return done;
}

static bool walk_element(struct walker *walker, const struct scan_trail *trail,
    cJSON *head, int depth)
{
	const struct scan_profile *profile = walker->reading->profile;
	struct scan_trail below;
	struct scan_unit unit = { .tree = NULL };
	if (depth == XML_DEPTH_MAX ||
	    !scan_trail_step(&below, trail, profile, local_name(walker->in)))
		return take_head(walker, head);
	if (!scan_trail_ends(unit.in_section, &below, profile, true))
		return walk_way(walker, &below, NULL, head, depth);
	if (scan_trail_goes_on(&below, profile))
		return walk_way(walker, &below, &unit, head, depth);
	return take_unit(walker, &unit);
}

static bool walk_document(struct walker *walker)
{
	struct scan_reading *reading = walker->reading;
	struct scan_trail trail = scan_trail_begin(reading->profile);
	int more;
	while ((more = next(walker)) == 1)
		if (xmlTextReaderNodeType(walker->in->xml) ==
			XML_READER_TYPE_ELEMENT &&
		    !walk_element(walker, &trail, reading->head, 0))
			return false;
	return more == 0;
}

bool scan_read_xml(
    struct scan_reading *reading, struct arena *keep, struct error *err)
{
	struct scan_xml in;
	struct walker walker = { .reading = reading, .in = &in };
	(void)keep;
	reading->head = reading->wants_head ? cJSON_CreateObject() : NULL;
	if (!xml_open(&in, reading->input, &reading->broken, err))
		return false;
	bool done = walk_document(&walker);
	if (!done && !walker.is_stopped && reading->broken.kind == ERROR_NONE) {
		error_at(&reading->broken, (struct place){ .file = in.shown },
		    "expected XML to its end, found something else");
		error_fix(
		    &reading->broken, "write the file again with its tool");
	}
	xml_close(&in);
	return done;
}

/* ---------------------------------------------------------------- sketch -- */

static struct str below_path(
    struct arena *keep, struct str path, const char *sign, struct str name)
{
	return arena_printf(keep, STR_FMT "%s%s" STR_FMT, STR_ARG(path),
	    path.len ? "." : "", sign, STR_ARG(str_slice(name, 0, 64)));
}

static void sketch_attributes(struct scan_sketch *sketch, struct scan_xml *in,
    struct str path, struct arena *keep)
{
	while (xmlTextReaderMoveToNextAttribute(in->xml) == 1)
		scan_sketch_add(
		    sketch, below_path(keep, path, "@", local_name(in)), keep);
	xmlTextReaderMoveToElement(in->xml);
}

void scan_sketch_xml(
    struct scan_sketch *sketch, const struct input *input, struct arena *keep)
{
	enum { LEVELS = 4 };
	struct str path[LEVELS + 1] = { { "", 0 } };
	struct error broken = { .kind = ERROR_NONE };
	struct error ignored;
	struct scan_xml in;
	int elements = 0;
	if (!xml_open(&in, input, &broken, &ignored))
		return;
	while (elements < SKETCH_ELEMENTS && xmlTextReaderRead(in.xml) == 1) {
		int depth = xmlTextReaderDepth(in.xml);
		if (xmlTextReaderNodeType(in.xml) != XML_READER_TYPE_ELEMENT)
			continue;
		elements++;
		if (depth < 0 || depth >= LEVELS)
			continue;
		sketch->is_xml = true;
		if (!depth)
			sketch->xml_namespace = arena_str(keep,
			    str_from(
				(const char *)xmlTextReaderConstNamespaceUri(
				    in.xml)));
		path[depth + 1] =
		    below_path(keep, path[depth], "", local_name(&in));
		scan_sketch_add(sketch, path[depth + 1], keep);
		sketch_attributes(sketch, &in, path[depth + 1], keep);
	}
	xml_close(&in);
}
