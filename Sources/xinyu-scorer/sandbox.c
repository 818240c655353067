#define _GNU_SOURCE
#include "scorer.h"

#include <linux/landlock.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Enough for hundreds of instruments of the usual kind; far too little to hurt the host. */
#define ADDRESS_SPACE (256ul << 20)
/* The host takes another helper long before; this ends one whose host is gone while the instrument spins. */
#define CPU_SECONDS 300ul

static void limit(__rlimit_resource_t resource, rlim_t value, const char *name) {
    struct rlimit both = {.rlim_cur = value, .rlim_max = value};
    if (setrlimit(resource, &both) != 0) last_words(XINYU_EXIT_SANDBOX, "the limit %s cannot be set", name);
}

/* As of Linux 6.12; headers of older systems do not know the last fields. */
struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scopes;
};

/* Takes away every path, and TCP, abstract sockets and signals where the kernel can. False if it has no Landlock. */
static bool landlock_enter(void) {
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1) return false;
    struct ruleset rules = {.files = (1ull << 13) - 1};
    if (version >= 2) rules.files |= 1ull << 13; /* link and rename across folders */
    if (version >= 3) rules.files |= 1ull << 14; /* truncate */
    if (version >= 5) rules.files |= 1ull << 15; /* device ioctls */
    if (version >= 4) rules.network = 3;         /* bind and connect */
    if (version >= 6) rules.scopes = 3;          /* abstract sockets, signals */
    size_t size = version >= 6   ? sizeof rules
                  : version >= 4 ? offsetof(struct ruleset, scopes)
                                 : offsetof(struct ruleset, network);
    long ruleset = syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0) return false;
    /* No rule is added: nothing is allowed. */
    long result = syscall(SYS_landlock_restrict_self, (int)ruleset, 0);
    close((int)ruleset);
    return result == 0;
}

uint32_t sandbox_enter(int plugin_descriptor) {
    limit(RLIMIT_AS, ADDRESS_SPACE, "address space");
    limit(RLIMIT_CPU, CPU_SECONDS, "processor time");
    limit(RLIMIT_FSIZE, 0, "file size");
    limit(RLIMIT_CORE, 0, "core");
    limit(RLIMIT_NPROC, 0, "processes");
    limit(RLIMIT_MEMLOCK, 0, "locked memory");
    limit(RLIMIT_MSGQUEUE, 0, "message queues");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) last_words(XINYU_EXIT_SANDBOX, "NO_NEW_PRIVS is refused");
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) last_words(XINYU_EXIT_SANDBOX, "the process stays dumpable");
    uint32_t guards = XINYU_GUARD_SECCOMP;
    if (landlock_enter()) guards |= XINYU_GUARD_LANDLOCK;
    /* One descriptor more than there are: the dynamic linker opens the memfd once. */
    limit(RLIMIT_NOFILE, (rlim_t)plugin_descriptor + 2, "open files");
    return guards;
}
