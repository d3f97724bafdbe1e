/* One transfer a recipient over one connection, so that each has an answer of
 * its own and a refused one does not stop the rest. What may pass (4xx, RFC
 * 5321, section 4.2.1; a connection that breaks) is tried again after 1, 4, 16
 * seconds; a wrong login or certificate is not. curl does TLS, login and the
 * dots; the greeting names the sender's domain, not this machine. */
#include "cli/mail_send.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"

extern char **environ; /* NOLINT(readability-redundant-declaration) */

enum {
	CONNECT_SECONDS = 30,
	STALL_SECONDS = 120,
	REPLY_MAX = 300,
	CLASS_OF_CODE = 100,
	TEMPORARY = 4,
	PERMANENT = 5,
};

struct sending {
	CURL *curl;
	const struct mail_server *server;
	const struct mail *mail;
	struct arena *keep;
	struct str message;
	struct str rest; /* of it, still to be sent */
	char reply[REPLY_MAX];
	char why[CURL_ERROR_SIZE];
};

bool mail_server_is(struct str url)
{
	static const struct str schemes[] = { { "smtps://", 8 },
		{ "smtp://", 7 } };
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		if (!str_starts(url, schemes[i]))
			continue;
		struct str rest = str_skip(url, schemes[i].len);
		size_t colon = str_rfind_byte(rest, ':');
		int64_t port = 1;
		if (colon < rest.len &&
		    (!str_to_int(str_skip(rest, colon + 1), &port) ||
			port < 1 || port > 65535))
			return false;
		struct str host = str_slice(rest, 0, colon);
		for (size_t k = 0; k < host.len; k++) {
			char c = host.ptr[k];
			if (!(ascii_is_alnum(c) || c == '.' || c == '-'))
				return false;
		}
		return host.len > 0;
	}
	return false;
}

/* ------------------------------------------------------------------ curl -- */

static size_t give_message(char *into, size_t size, size_t count, void *user)
{
	struct sending *sending = user;
	size_t room = size * count;
	size_t length = sending->rest.len < room ? sending->rest.len : room;
	memcpy(into, sending->rest.ptr, length);
	sending->rest = str_skip(sending->rest, length);
	return length;
}

/* The last line by which the server refuses something; it may say anything. */
/* NOLINTNEXTLINE(readability-non-const-parameter): the type of curl */
static size_t take_reply(char *line, size_t size, size_t count, void *user)
{
	struct sending *sending = user;
	struct str text = str_trim((struct str){ line, size * count });
	if (text.len >= 3 && (text.ptr[0] == '4' || text.ptr[0] == '5'))
		snprintf(sending->reply, sizeof sending->reply, STR_FMT,
		    STR_ARG(text));
	return size * count;
}

static struct str reply_of(const struct sending *sending)
{
	return utf8_printable(sending->keep,
	    str_from(sending->reply[0] ? sending->reply : sending->why));
}

/* The login file as ssh holds its keys: of nobody else's business. */
static bool check_login(struct str path, struct arena *keep, struct error *err)
{
	struct stat info;
	if (stat(arena_z(keep, path), &info) != 0)
		return error_errno(
		    err, "cannot read the login file " STR_FMT, STR_ARG(path));
	if (S_ISREG(info.st_mode) && !(info.st_mode & (S_IRWXG | S_IRWXO)))
		return true;
	error_at(err, (struct place){ .file = path },
	    "expected a login file that its owner alone can read, found mode "
	    "%03o",
	    (unsigned)info.st_mode & 0777U);
	return error_fix(err, "chmod 600 " STR_FMT, STR_ARG(path));
}

static bool set_login(struct sending *sending, struct error *err)
{
	const char *user = getenv(MAIL_USER_VARIABLE);
	const char *password = getenv(MAIL_PASSWORD_VARIABLE);
	struct str file = sending->server->login;
	CURL *curl = sending->curl;
	if (file.len) {
		if (!check_login(file, sending->keep, err))
			return false;
		curl_easy_setopt(
		    curl, CURLOPT_NETRC, (long)CURL_NETRC_REQUIRED);
		curl_easy_setopt(
		    curl, CURLOPT_NETRC_FILE, arena_z(sending->keep, file));
		return true;
	}
	if (!user != !password) {
		error_set(err, ERROR_USAGE,
		    "expected " MAIL_USER_VARIABLE
		    " and " MAIL_PASSWORD_VARIABLE ", found one of them");
		return error_fix(
		    err, "set both, or neither for a server without a login");
	}
	if (user) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, password);
	}
	return true;
}

static bool set_up(struct sending *sending, struct error *err)
{
	CURL *curl = sending->curl;
	struct arena *keep = sending->keep;
	struct str from = sending->mail->from.address;
	struct str domain = str_skip(from, str_find_byte(from, '@') + 1);
	struct str url = arena_printf(keep, STR_FMT "/" STR_FMT,
	    STR_ARG(sending->server->url), STR_ARG(domain));
	curl_easy_setopt(curl, CURLOPT_URL, arena_z(keep, url));
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	curl_easy_setopt(
	    curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)STALL_SECONDS);
	curl_easy_setopt(
	    curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)STALL_SECONDS);
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, arena_z(keep, from));
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_message);
	curl_easy_setopt(curl, CURLOPT_READDATA, sending);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_reply);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, sending);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, sending->why);
	if (sending->server->ca.len)
		curl_easy_setopt(
		    curl, CURLOPT_CAINFO, arena_z(keep, sending->server->ca));
	return set_login(sending, err);
}

/* ------------------------------------------------------------- one of them --
 */

enum outcome {
	SENT,
	REFUSED, /* this recipient */
	PASSING, /* worth another try */
	FAILED,	 /* whoever is next */
};

static long reply_class(const struct sending *sending)
{
	long code = 0;
	curl_easy_getinfo(sending->curl, CURLINFO_RESPONSE_CODE, &code);
	return code / CLASS_OF_CODE;
}

static bool is_broken_line(CURLcode code)
{
	return code == CURLE_COULDNT_RESOLVE_HOST ||
	       code == CURLE_COULDNT_CONNECT ||
	       code == CURLE_OPERATION_TIMEDOUT || code == CURLE_GOT_NOTHING ||
	       code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
	       code == CURLE_WEIRD_SERVER_REPLY;
}

static enum outcome judge(const struct sending *sending, CURLcode code)
{
	if (code == CURLE_OK)
		return SENT;
	if (reply_class(sending) == TEMPORARY)
		return PASSING;
	if (code == CURLE_LOGIN_DENIED)
		return FAILED;
	if (reply_class(sending) == PERMANENT && code != CURLE_USE_SSL_FAILED)
		return REFUSED;
	return is_broken_line(code) ? PASSING : FAILED;
}

static CURLcode transfer(struct sending *sending, struct str to)
{
	struct curl_slist *list =
	    curl_slist_append(NULL, arena_z(sending->keep, to));
	sending->rest = sending->message;
	sending->reply[0] = sending->why[0] = 0;
	curl_easy_setopt(sending->curl, CURLOPT_MAIL_RCPT, list);
	CURLcode code = curl_easy_perform(sending->curl);
	curl_easy_setopt(sending->curl, CURLOPT_MAIL_RCPT, NULL);
	curl_slist_free_all(list);
	return code;
}

static void wait_before(int attempt)
{
	struct timespec pause = { .tv_sec = 1L << (2 * attempt) };
	while (nanosleep(&pause, &pause) != 0 && errno == EINTR)
		;
}

static enum outcome send_one(
    struct sending *sending, struct str to, CURLcode *code)
{
	for (int attempt = 0;; attempt++) {
		*code = transfer(sending, to);
		enum outcome outcome = judge(sending, *code);
		if (outcome != PASSING || attempt >= sending->server->retries)
			return outcome;
		fprintf(stderr,
		    STR_FMT ": not yet (" STR_FMT "); trying again in %ld s\n",
		    STR_ARG(to), STR_ARG(reply_of(sending)),
		    1L << (2 * attempt));
		wait_before(attempt);
	}
}

/* What concerns every recipient, each with its own way out. */
static bool fail(
    const struct sending *sending, CURLcode code, struct error *err)
{
	struct str url = sending->server->url;
	struct str said = reply_of(sending);
	switch ((int)code) {
	case CURLE_LOGIN_DENIED:
		error_set(err, ERROR_SYSTEM,
		    STR_FMT " refuses the login: " STR_FMT, STR_ARG(url),
		    STR_ARG(said));
		return error_fix(err,
		    "set " MAIL_USER_VARIABLE " and " MAIL_PASSWORD_VARIABLE
		    ", or name a login file");
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CACERT_BADFILE:
		error_set(err, ERROR_SYSTEM,
		    "the certificate of " STR_FMT " is not trusted: %s",
		    STR_ARG(url), sending->why);
		return error_fix(
		    err, "name the certificates to trust with --ca FILE");
	case CURLE_USE_SSL_FAILED:
		error_set(err, ERROR_SYSTEM,
		    STR_FMT " offers no TLS, and nothing is sent without",
		    STR_ARG(url));
		return error_fix(err, "smtps:// for a server that speaks TLS "
				      "from the start");
	default:
		error_set(err, ERROR_SYSTEM,
		    STR_FMT " cannot be reached: %s%s" STR_FMT, STR_ARG(url),
		    sending->why[0] ? sending->why : curl_easy_strerror(code),
		    sending->reply[0] ? ": " : "",
		    STR_ARG(sending->reply[0] ? said : STR("")));
		return error_fix(err, "check host and port, and that this "
				      "machine may connect there");
	}
}

static bool send_all(
    struct sending *sending, struct mail_account *account, struct error *err)
{
	for (size_t i = 0; i < sending->mail->to_count; i++) {
		struct str to = sending->mail->to[i].address;
		CURLcode code;
		enum outcome outcome = send_one(sending, to, &code);
		bool of_server = reply_class(sending) == TEMPORARY;
		if (outcome == SENT) {
			account->sent++;
			printf("sent to " STR_FMT "\n", STR_ARG(to));
		} else if (outcome == REFUSED ||
			   (outcome == PASSING && of_server &&
			       code != CURLE_LOGIN_DENIED)) {
			account->refused++;
			fprintf(stderr,
			    STR_FMT ": error: the server refuses it: " STR_FMT
				    "\n",
			    STR_ARG(to), STR_ARG(reply_of(sending)));
		} else {
			return fail(sending, code, err);
		}
	}
	return true;
}

bool mail_send(struct mail_account *account, const struct mail_server *server,
    const struct mail *mail, struct str message, struct arena *keep,
    struct error *err)
{
	struct sending sending = {
		.server = server, .mail = mail, .message = message, .keep = keep
	};
	*account = (struct mail_account){ 0 };
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return error_set(err, ERROR_SYSTEM, "curl cannot be set up");
	sending.curl = curl_easy_init();
	bool done =
	    sending.curl
		? set_up(&sending, err) && send_all(&sending, account, err)
		: error_set(err, ERROR_SYSTEM, "curl cannot be set up");
	curl_easy_cleanup(sending.curl);
	curl_global_cleanup();
	return done || error_while(err, "sending the mail");
}

/* -------------------------------------------------------------- sendmail -- */

/* Programs take the line ends of the system, and make CRLF of them. */
static bool put_file(int *file, struct str message, struct error *err)
{
	FILE *out = tmpfile();
	struct str line;
	if (!out)
		return error_errno(err, "cannot make a temporary file");
	while (str_line(&message, &line))
		fprintf(out, STR_FMT "\n", STR_ARG(line));
	bool done = fflush(out) == 0 && !ferror(out) &&
		    lseek(fileno(out), 0, SEEK_SET) == 0 &&
		    (*file = dup(fileno(out))) >= 0;
	fclose(out);
	return done || error_errno(err, "cannot write a temporary file");
}

static bool run(
    const char *program, char *const *words, int input, struct error *err)
{
	posix_spawn_file_actions_t actions;
	pid_t child;
	int status = 0;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
	int problem =
	    posix_spawn(&child, program, &actions, NULL, words, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (problem) {
		errno = problem;
		return error_errno(err, "cannot run %s", program);
	}
	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return error_errno(err, "cannot wait for %s", program);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	error_set(err, ERROR_SYSTEM, "%s did not take the mail: exit status %d",
	    program,
	    WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	return error_fix(err, "its log says why; -o FILE keeps the mail");
}

bool mail_pipe(struct str program, const struct mail *mail, struct str message,
    struct arena *keep, struct error *err)
{
	char *path = arena_z(keep, program);
	char *const words[] = { path, arena_z(keep, STR("-t")),
		arena_z(keep, STR("-oi")), arena_z(keep, STR("-f")),
		arena_z(keep, mail->from.address), NULL };
	int input = -1;
	if (!put_file(&input, message, err))
		return false;
	bool done = run(path, words, input, err);
	close(input);
	return done || error_while(err, "sending the mail");
}
