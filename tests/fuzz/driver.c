/* Replays files through a fuzz target without libFuzzer: each argument is a
 * file, or a folder whose files are taken. Only crashes count. */
#include <dirent.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return 0;
	size_t room = 1 << 20;
	uint8_t *data = malloc(room);
	size_t size = data ? fread(data, 1, room, file) : 0;
	fclose(file);
	if (data)
		LLVMFuzzerTestOneInput(data, size);
	free(data);
	return 1;
}

static int replay(const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return 0;
	if (!S_ISDIR(st.st_mode))
		return replay_file(path);
	DIR *folder = opendir(path);
	int count = 0;
	const struct dirent *entry;
	while (folder && (entry = readdir(folder))) {
		char below[4096];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
		count += replay(below);
	}
	if (folder)
		closedir(folder);
	return count;
}

int main(int argc, char **argv)
{
	int count = 0;
	if (sodium_init() < 0)
		return 4;
	for (int i = 1; i < argc; i++)
		count += replay(argv[i]);
	printf("%d inputs\n", count);
	/* an empty corpus would be a test that cannot fail */
	return count > 0 ? 0 : 1;
}
