/* What every SARIF that assay writes has: addresses and where code is from.
 * SARIF 2.1.0 (OASIS), sections 3.4, 3.14.15 and 3.26; RFC 3986. */
#include "cli/sarif_out.h"

struct str sarif_uri(struct str path, struct arena *scratch)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~/";
	struct buf out = { 0 };
	for (size_t i = 0; i < path.len; i++) {
		struct str one = str_slice(path, i, i + 1);
		if (str_contains(str_from(plain), one))
			buf_add(&out, one);
		else
			buf_printf(&out, "%%%02X", (unsigned char)path.ptr[i]);
	}
	struct str uri = arena_str(scratch, buf_str(&out));
	buf_free(&out);
	return uri;
}

void sarif_provenance(struct json_out *json, struct str remote, struct str head)
{
	struct buf url = { 0 };
	if (!remote.len)
		return;
	buf_printf(&url, "https://" STR_FMT, STR_ARG(remote));
	json_open_array(json, "versionControlProvenance");
	json_open_object(json, NULL);
	json_text(json, "repositoryUri", buf_str(&url));
	if (head.ptr)
		json_text(json, "revisionId", head);
	json_close_object(json);
	json_close_array(json);
	buf_free(&url);
}
