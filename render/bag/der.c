/* Walks the nested values of TimeStampResp, SignedData and TSTInfo (RFC 3161,
 * 2.4.2; RFC 5652, 5.1) by their tags; lengths are checked against what is
 * there. See der.h. */
#include "render/bag/der.h"

#include <stddef.h>
#include <stdint.h>

enum {
	DER_INTEGER = 0x02,
	DER_OCTETS = 0x04,
	DER_OID = 0x06,
	DER_TIME = 0x18,
	DER_SEQUENCE = 0x30,
	DER_SET = 0x31,
	DER_FIELD_0 = 0xA0,
	LENGTH_BYTES_MAX = 4,
	GRANTED_MAX = 1, /* granted, granted with changes */
};

#define OID_SIGNED_DATA STR("\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02")
#define OID_STAMP STR("\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x04")
#define OID_SHA256 STR("\x60\x86\x48\x01\x65\x03\x04\x02\x01")
#define OID_SHA512 STR("\x60\x86\x48\x01\x65\x03\x04\x02\x03")

/* Takes a value of TAG off *REST; false when another stands there. */
static bool take(struct str *rest, unsigned tag, struct str *value)
{
	const unsigned char *bytes = (const unsigned char *)rest->ptr;
	size_t at = 2;
	if (rest->len < 2 || bytes[0] != tag)
		return false;
	size_t len = bytes[1];
	if (len & 0x80) {
		size_t count = len & 0x7F;
		if (!count || count > LENGTH_BYTES_MAX || rest->len < 2 + count)
			return false;
		for (len = 0; at < 2 + count; at++)
			len = len << 8 | bytes[at];
	}
	if (len > rest->len - at)
		return false;
	*value = str_slice(*rest, at, at + len);
	*rest = str_skip(*rest, at + len);
	return true;
}

static bool take_oid(struct str *rest, struct str wanted)
{
	struct str oid;
	return take(rest, DER_OID, &oid) && str_equal(oid, wanted);
}

/* SignedData down to the bytes of TSTInfo. */
static bool take_info(struct str token, struct str *info)
{
	struct str content;
	struct str data;
	struct str part;
	struct str inner;
	return take(&token, DER_SEQUENCE, &content) &&
	       take_oid(&content, OID_SIGNED_DATA) &&
	       take(&content, DER_FIELD_0, &part) &&
	       take(&part, DER_SEQUENCE, &data) &&
	       take(&data, DER_INTEGER, &part) && take(&data, DER_SET, &part) &&
	       take(&data, DER_SEQUENCE, &inner) &&
	       take_oid(&inner, OID_STAMP) &&
	       take(&inner, DER_FIELD_0, &part) &&
	       take(&part, DER_OCTETS, &inner) &&
	       take(&inner, DER_SEQUENCE, info) && !inner.len;
}

static bool take_imprint(struct stamp *stamp, struct str imprint)
{
	struct str algorithm;
	struct str oid;
	if (!take(&imprint, DER_SEQUENCE, &algorithm) ||
	    !take(&algorithm, DER_OID, &oid) ||
	    !take(&imprint, DER_OCTETS, &stamp->imprint))
		return false;
	stamp->hash = str_equal(oid, OID_SHA512) ? STAMP_SHA512 : STAMP_SHA256;
	return str_equal(oid, OID_SHA512) || str_equal(oid, OID_SHA256);
}

bool stamp_read(struct stamp *stamp, struct str bytes, const char **wrong)
{
	struct str answer;
	struct str status;
	struct str number;
	struct str info;
	struct str part;
	*wrong = "is no answer of a time stamp authority (RFC 3161)";
	if (!take(&bytes, DER_SEQUENCE, &answer) || bytes.len ||
	    !take(&answer, DER_SEQUENCE, &status) ||
	    !take(&status, DER_INTEGER, &number))
		return false;
	*wrong = "says that no time stamp was granted";
	if (number.len != 1 || (unsigned char)number.ptr[0] > GRANTED_MAX)
		return false;
	*wrong = "holds no time stamp that can be read";
	if (!take_info(answer, &info) || !take(&info, DER_INTEGER, &part) ||
	    !take(&info, DER_OID, &part) || !take(&info, DER_SEQUENCE, &part))
		return false;
	*wrong = "is made of another digest than SHA-256 or SHA-512";
	if (!take_imprint(stamp, part))
		return false;
	*wrong = "has no time";
	return take(&info, DER_INTEGER, &part) &&
	       take(&info, DER_TIME, &stamp->time);
}
