/* One question, one answer: a length, a type and a body. See agent.h. */
#include "render/bag/agent.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum {
	ASK_KEYS = 11,
	KEYS = 12,
	ASK_SIGNATURE = 13,
	SIGNATURE = 14,
	ANSWER_MAX = 256 * 1024, /* bytes, as OpenSSH's own limit */
	KEYS_MAX = 1024,
	WAIT_SECONDS = 120, /* a key may ask its owner to confirm */
};

bool agent_open(int *agent, struct error *err)
{
	const char *path = getenv("SSH_AUTH_SOCK");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct timeval wait = { .tv_sec = WAIT_SECONDS };
	if (!path || !*path || strlen(path) >= sizeof address.sun_path) {
		error_set(err, ERROR_USAGE,
		    "there is no ssh-agent to sign with: SSH_AUTH_SOCK is "
		    "not set");
		return error_fix(err, "eval \"$(ssh-agent)\"; ssh-add KEY");
	}
	memcpy(address.sun_path, path, strlen(path));
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd < 0)
		return error_errno(err, "cannot reach the ssh-agent");
	if (connect(fd, (const struct sockaddr *)&address, sizeof address) !=
		0 ||
	    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) != 0) {
		error_errno(err, "cannot reach the ssh-agent at %s", path);
		error_fix(err, "eval \"$(ssh-agent)\"; ssh-add KEY");
		close(fd);
		return false;
	}
	*agent = fd;
	return true;
}

static bool send_all(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t n = send(fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
		if (n <= 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

static bool receive(int fd, char *bytes, size_t count)
{
	while (count) {
		ssize_t n = read(fd, bytes, count);
		if (n <= 0)
			return false;
		bytes += n;
		count -= (size_t)n;
	}
	return true;
}

static bool receive_answer(int fd, struct str *answer, struct arena *keep)
{
	char head[4];
	uint32_t len;
	struct str view = { head, sizeof head };
	if (!receive(fd, head, sizeof head) || !ssh_take_uint32(&view, &len) ||
	    len == 0 || len > ANSWER_MAX)
		return false;
	char *bytes = arena_alloc(keep, len);
	*answer = (struct str){ bytes, len };
	return receive(fd, bytes, len);
}

/* Sends QUESTION; ANSWER becomes what stands behind its type, which must be
 * WANTED. */
static bool no_answer(struct error *err, const char *what)
{
	error_set(err, ERROR_SYSTEM, "the ssh-agent %s", what);
	return error_fix(err, "ssh-add -l asks it, too; or name the file of "
			      "the key");
}

static bool ask(int agent, struct str question, unsigned char wanted,
    struct str *answer, struct arena *keep, struct error *err)
{
	struct buf out = { 0 };
	ssh_add_text(&out, question);
	bool done = send_all(agent, buf_str(&out)) &&
		    receive_answer(agent, answer, keep);
	buf_free(&out);
	if (!done)
		return no_answer(err, "gave no answer");
	if ((unsigned char)answer->ptr[0] != wanted)
		return no_answer(err, wanted == SIGNATURE
					  ? "would not sign"
					  : "would not tell its keys");
	*answer = str_skip(*answer, 1);
	return true;
}

bool agent_keys(
    int agent, struct str_list *blobs, struct arena *keep, struct error *err)
{
	static const char question[] = { ASK_KEYS };
	struct str answer;
	uint32_t count;
	*blobs = (struct str_list){ 0 };
	if (!ask(agent, (struct str){ question, 1 }, KEYS, &answer, keep, err))
		return false;
	if (!ssh_take_uint32(&answer, &count) || count > KEYS_MAX)
		count = 0;
	for (uint32_t i = 0; i < count; i++) {
		unsigned char key[SSH_KEY_SIZE];
		struct str blob;
		struct str comment;
		if (!ssh_take_text(&answer, &blob) ||
		    !ssh_take_text(&answer, &comment))
			return no_answer(
			    err, "gave an answer that cannot be read");
		if (ssh_public_key(key, blob))
			VEC_PUSH(blobs, keep, blob);
	}
	return true;
}

bool agent_sign(int agent, unsigned char signature[SSH_SIGNATURE_SIZE],
    struct str blob, struct str message, struct arena *keep, struct error *err)
{
	struct buf out = { 0 };
	struct str answer;
	struct str outer;
	struct str kind;
	struct str bytes;
	buf_add_char(&out, ASK_SIGNATURE);
	ssh_add_text(&out, blob);
	ssh_add_text(&out, message);
	ssh_add_uint32(&out, 0);
	bool done = ask(agent, buf_str(&out), SIGNATURE, &answer, keep, err);
	buf_free(&out);
	if (!done)
		return false;
	if (!ssh_take_text(&answer, &outer) || !ssh_take_text(&outer, &kind) ||
	    !ssh_take_text(&outer, &bytes) ||
	    !str_equal(kind, STR(SSH_ED25519)) ||
	    bytes.len != SSH_SIGNATURE_SIZE)
		return no_answer(err, "gave an answer that cannot be read");
	memcpy(signature, bytes.ptr, SSH_SIGNATURE_SIZE);
	return true;
}
