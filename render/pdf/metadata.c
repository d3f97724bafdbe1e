/* The XMP packet (ISO 16684-1), with the identification of PDF/A-3a
 * (ISO 19005-3, 6.6.4) and PDF/UA-1 (ISO 14289-1, 5), and the document
 * information with the same values (ISO 19005-3, 6.6.3). The schema of pdfuaid
 * is described in the packet, because PDF/A does not know it. */
#include "render/pdf/finish.h"

#include "base/date.h"
#include "render/pdf/string.h"

static const char head[] =
    "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\"\n"
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n"
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<dc:format>application/pdf</dc:format>\n";

static const char tail[] =
    "<pdfaid:part>3</pdfaid:part>\n"
    "<pdfaid:conformance>A</pdfaid:conformance>\n"
    "<pdfuaid:part>1</pdfuaid:part>\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 the file keeps to"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";

enum wrapping { WRAP_NONE, WRAP_LANGUAGES, WRAP_LIST, WRAP_SET };

static const struct {
	const char *open;
	const char *close;
} wrappings[] = {
	[WRAP_NONE] = { "", "" },
	[WRAP_LANGUAGES] = { "<rdf:Alt><rdf:li xml:lang=\"x-default\">",
	    "</rdf:li></rdf:Alt>" },
	[WRAP_LIST] = { "<rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq>" },
	[WRAP_SET] = { "<rdf:Bag><rdf:li>", "</rdf:li></rdf:Bag>" },
};

static void add_element(
    struct buf *out, const char *name, struct str text, enum wrapping wrapping)
{
	if (!text.len)
		return;
	buf_printf(out, "<%s>%s", name, wrappings[wrapping].open);
	pdf_add_xml(out, text);
	buf_printf(out, "%s</%s>\n", wrappings[wrapping].close, name);
}

struct str metadata_language(const struct doc_meta *meta)
{
	return meta->language.len ? meta->language : STR("en");
}

static struct str metadata_title(const struct doc_meta *meta)
{
	return meta->title.len ? meta->title : STR("Report");
}

int metadata_write(struct finish *f)
{
	const struct doc_meta *meta = f->render->meta;
	int number = pdf_reserve(f->writer);
	struct buf xmp = { 0 };
	buf_add_z(&xmp, head);
	add_element(&xmp, "dc:title", metadata_title(meta), WRAP_LANGUAGES);
	add_element(&xmp, "dc:creator", meta->organisation, WRAP_LIST);
	add_element(&xmp, "dc:description", meta->subject, WRAP_LANGUAGES);
	add_element(&xmp, "dc:language", metadata_language(meta), WRAP_SET);
	if (meta->as_of != UNKNOWN) {
		struct str when = date_iso_time(f->keep, meta->as_of);
		add_element(&xmp, "xmp:CreateDate", when, WRAP_NONE);
		add_element(&xmp, "xmp:ModifyDate", when, WRAP_NONE);
		add_element(&xmp, "xmp:MetadataDate", when, WRAP_NONE);
	}
	add_element(&xmp, "xmp:CreatorTool", meta->program, WRAP_NONE);
	add_element(&xmp, "pdf:Producer", meta->program, WRAP_NONE);
	buf_add_z(&xmp, tail);
	pdf_write_stream(f->writer, number, STR("/Type/Metadata/Subtype/XML"),
	    buf_str(&xmp), false);
	buf_free(&xmp);
	return number;
}

static void add_entry(struct buf *out, const char *key, struct str text)
{
	if (!text.len)
		return;
	buf_printf(out, "/%s", key);
	pdf_add_text(out, text);
}

int info_write(struct finish *f)
{
	const struct doc_meta *meta = f->render->meta;
	int number = pdf_reserve(f->writer);
	struct buf body = { 0 };
	buf_add_z(&body, "<<");
	add_entry(&body, "Title", metadata_title(meta));
	add_entry(&body, "Author", meta->organisation);
	add_entry(&body, "Subject", meta->subject);
	add_entry(&body, "Creator", meta->program);
	add_entry(&body, "Producer", meta->program);
	if (meta->as_of != UNKNOWN) {
		buf_add_z(&body, "/CreationDate");
		pdf_add_date(&body, meta->as_of);
		buf_add_z(&body, "/ModDate");
		pdf_add_date(&body, meta->as_of);
	}
	buf_add_z(&body, ">>");
	pdf_write(f->writer, number, buf_str(&body));
	buf_free(&body);
	return number;
}

int intent_write(struct finish *f)
{
	int profile = pdf_reserve(f->writer);
	int number = pdf_reserve(f->writer);
	struct buf icc = { 0 };
	profile_srgb(&icc);
	pdf_write_stream(f->writer, profile, STR("/N 3/Alternate/DeviceRGB"),
	    buf_str(&icc), true);
	buf_clear(&icc);
	buf_printf(&icc,
	    "<</Type/OutputIntent/S/GTS_PDFA1"
	    "/OutputConditionIdentifier(sRGB)/Info(sRGB)"
	    "/RegistryName(http://www.color.org)/DestOutputProfile %d 0 R>>",
	    profile);
	pdf_write(f->writer, number, buf_str(&icc));
	buf_free(&icc);
	return number;
}
