/*
 * file_system.c - does a file stand on another machine? There the locks by which programs take
 * turns may not hold: two desks that write at once could damage the practice.
 */
#include <stdlib.h>
#include <sys/vfs.h>

#include "store/draft.h"
#include "util/base.h"

/* The numbers are those of statfs(2). A file system of a program's own, such as sshfs, does not
 * say what is behind it. */
static const struct {
	unsigned long type;
	const char *name;
} networks[] = {
	{0x6969, "NFS"},
	{0x517b, "SMB"},
	{0xff534d42, "CIFS"},
	{0xfe534d42, "SMB"},
	{0x564c, "NCP"},
	{0x5346414f, "AFS"},
	{0x6b414653, "AFS"},
	{0x73757245, "Coda"},
	{0x01021997, "9P"},
	{0x00c36400, "Ceph"},
	{0x0bd00bd0, "Lustre"},
	{0x47504653, "GPFS"},
};

const char *mct_network_file_system(const char *path)
{
	char *folder CLEANUP(free_pointer) = path_folder(path);
	struct statfs info;

	if (statfs(path, &info) != 0 && (folder == NULL || statfs(folder, &info) != 0))
		return NULL;
	for (size_t i = 0; i < ARRAY_SIZE(networks); i++)
		if (networks[i].type == ((unsigned long)info.f_type & 0xffffffff))
			return networks[i].name;
	return NULL;
}
