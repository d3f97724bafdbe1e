/* The configuration: one YAML file, assay.yaml. Every key is optional but
 * version. Paths in it are relative to its folder. docs/config.md is the
 * reference; config_schema.c the table of keys that reads it. */
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/map.h"
#include "model/period.h"

struct config_repository {
	char *path; /* or glob */
	char *id;
	char *heads;
	char *service;
	char *data_class;
};

struct config_input {
	char *path; /* or glob */
	char *kind; /* importer */
	char *profile;
	char *date_order;
	char *sheet;
	char *repository;
	char *ref;
	char *revision;
	char *analysis;
	char *time;
	char *stage;
};

struct config_alias {
	char *person; /* key in the directory */
	char *email;
	char *login;
	char *name;
};

struct config_policy {
	char *name;
	char *status;
	char *from;
	char *to;
	char *owner;
};

struct config_exception {
	char *kind; /* tool, model, mcp, data_source */
	char *name;
	char *scope; /* team or repository */
	char *from;
	char *to;
	char *approved_by;
	char *why;
};

struct config_required {
	char *item;
};

struct config_waiver {
	char *item;  /* of data/readiness.csv */
	char *scope; /* repository */
	char *from;
	char *to;
	char *approved_by;
	char *why;
};

struct config_recording {
	char *team;
	char *repository;
	char *since;
	char *until;
	char *who;
};

struct config_override {
	char *commit;
	char *path;
	char *lines;
	char *origin;
	char *tool;
	char *model;
	char *who;
	char *why;
};

struct config_limit {
	char *measure;
	char *at_least;
	char *at_most;
	char *owner;
};

struct config_organisation {
	char *name;
};

struct config_period {
	char *year_start;   /* month, 1 to 12 */
	char *time_zone;    /* UTC or +02:00 */
	char *human_before; /* date, or "never" */
};

struct config_people {
	char *directory;
	struct config_alias *aliases;
	unsigned aliases_count;
};

struct config_policies {
	struct config_policy *tools;
	unsigned tools_count;
	struct config_policy *models;
	unsigned models_count;
	struct config_policy *mcp;
	unsigned mcp_count;
	struct config_policy *data_sources;
	unsigned data_sources_count;
	struct config_recording *recording;
	unsigned recording_count;
	struct config_exception *exceptions;
	unsigned exceptions_count;
};

struct config_fix_days { /* whole days */
	char *critical;
	char *high;
	char *medium;
	char *low;
};

struct config_thresholds {
	char *approved_by;
	char *date;
	struct config_fix_days fix_days;
	struct config_limit *limits;
	unsigned limits_count;
};

struct config_gate {
	struct config_required *required;
	unsigned required_count;
	struct config_waiver *waivers;
	unsigned waivers_count;
};

struct config_not_applicable { /* a list of controls, or one of it */
	char *list;
	char *control;
	char *who;
	char *why;
};

struct config_controls {
	struct config_not_applicable *not_applicable;
	unsigned not_applicable_count;
};

struct config_scoring { /* of people: off until all are stated */
	char *purpose;
	char *lawful_basis;
	char *agreed_by;
};

struct config_privacy {
	unsigned minimum_group; /* 0: the default, 5 */
	char *key;		/* file of the key of pseudonyms */
	struct config_scoring scoring;
};

struct config_output {
	char *paper;
	char *classification;
	char *fonts;	  /* a folder with fonts for other scripts */
	char *theme;	  /* colour, grey */
	char *logo;	  /* a PNG file */
	char *logo_text;  /* for who does not see it */
	char *colour;	  /* #RRGGBB, in place of blue */
	char *colour2;	  /* of its lighter twin */
	char *language;	  /* of the report: a folder of data/lang */
	char *addressee;  /* of the audit report */
	char *keep_years; /* how long its evidence is to be kept */
};

struct config_mail_to {
	char *audience; /* board, engineering, auditor, customer, your own */
	char *address;
};

struct config_mail {
	char *from;
	char *reply_to;
	struct config_mail_to *to;
	unsigned to_count;
	char *link;   /* where readers find the full report */
	char *attach; /* pdf, html */
	char *smtp;   /* smtps://HOST, smtp://HOST */
	char *login;  /* a netrc file */
	char *ca;     /* a PEM file */
};

struct config {
	unsigned version;
	struct config_organisation organisation;
	struct config_period period;
	struct config_repository *repositories;
	unsigned repositories_count;
	struct config_input *inputs;
	unsigned inputs_count;
	struct config_people people;
	struct config_policies policy;
	struct config_override *overrides;
	unsigned overrides_count;
	struct config_thresholds thresholds;
	struct config_gate gate;
	struct config_controls controls;
	struct config_privacy privacy;
	struct config_output output;
	struct config_mail mail;
};

/* A configuration as read, with where it came from. */
struct config_file {
	struct config *config;
	struct str path;    /* as given; none: there is no file */
	struct str folder;  /* that its paths are relative to */
	struct str content; /* its bytes */
	struct map places;  /* "inputs[3].time" -> line and column */
	struct calendar calendar;
	int64_t human_before; /* UNKNOWN: never */
};

/* Reads PATH; errors have file:line:column and "did you mean". The caller
 * closes it. */
bool config_read(struct config_file **file, struct str path, struct arena *keep,
    struct error *err) MUST_USE;
/* The same from CONTENT, which must outlive the result. */
bool config_parse(struct config_file **file, struct str path,
    struct str content, struct arena *keep, struct error *err) MUST_USE;
/* The configuration of a run without a file; FOLDER is what paths are
 * relative to. */
struct config_file *config_none(struct str folder, struct arena *keep);
void config_close(struct config_file *file); /* NULL is fine */

/* Where the value at "inputs[3].time" stands; where it is not given, what it
 * would stand in. */
struct place config_place(const struct config_file *file, struct str path);

#endif
