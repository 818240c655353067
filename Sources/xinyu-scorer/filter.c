/*
 * Two seccomp filters, written out as BPF: what is not allowed kills the process.
 *
 * The second is laid over the first when nothing is left to load, and takes away opening, executable memory and every
 * descriptor but the channel.
 */
#define _GNU_SOURCE
#include "scorer.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define THIS_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_MACHINE AUDIT_ARCH_AARCH64
#else
#error "xinyu-scorer has a system call filter for x86_64 and aarch64 only"
#endif

#define ARGUMENT(index) (offsetof(struct seccomp_data, args) + 8 * (index))
#define ARGUMENT_HIGH(index) (ARGUMENT(index) + 4)

#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (offset))
#define ALLOWED BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define KILLED BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)

/* x32 calls carry this bit and would be taken for others. */
#define X32_BIT 0x40000000u

#define PREAMBLE                                                                                                      \
    LOAD(offsetof(struct seccomp_data, arch)), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, THIS_MACHINE, 1, 0), KILLED,        \
        LOAD(offsetof(struct seccomp_data, nr)), BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1), KILLED

#define ALLOW(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 1), ALLOWED

/* Allowed where the argument, all 64 bits of it, is `value`. */
#define ALLOW_IF_EQUAL(name, index, value)                                                                            \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 6), LOAD(ARGUMENT_HIGH(index)),                                 \
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3), LOAD(ARGUMENT(index)),                                           \
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, 1), ALLOWED, KILLED

/* Allowed where argument & mask is `value`. */
#define ALLOW_IF_MASKED(name, index, mask, value)                                                                     \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 5), LOAD(ARGUMENT(index)),                                      \
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, (mask)), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, 1), ALLOWED, KILLED

/* Allowed unless argument & mask is the whole mask. */
#define ALLOW_UNLESS_ALL(name, index, mask)                                                                           \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##name, 0, 5), LOAD(ARGUMENT(index)),                                      \
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, (mask)), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (mask), 1, 0), ALLOWED, KILLED

static void install(struct sock_filter *instructions, unsigned short count) {
    struct sock_fprog program = {.len = count, .filter = instructions};
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
        last_words(XINYU_EXIT_SANDBOX, "the kernel takes no system call filter; instruments are not run without one");
}

#define COUNT(array) (unsigned short)(sizeof(array) / sizeof((array)[0]))

void filter_for_loading(void) {
    struct sock_filter instructions[] = {
        PREAMBLE,
        ALLOW(read),
        ALLOW_IF_EQUAL(write, 0, XINYU_SCORER_CHANNEL),
        ALLOW(pread64),
        ALLOW(close),
        /* Reading only; Landlock leaves nothing to read but the memfd. */
        ALLOW_IF_MASKED(openat, 2, O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND, O_RDONLY),
        ALLOW(newfstatat),
        ALLOW(fstat),
        ALLOW(getrandom),
        ALLOW_UNLESS_ALL(mmap, 2, PROT_WRITE | PROT_EXEC),
        ALLOW_UNLESS_ALL(mprotect, 2, PROT_WRITE | PROT_EXEC),
        ALLOW(munmap),
        ALLOW(brk),
        ALLOW(rt_sigreturn),
        /* The second filter; it can only take more away. */
        ALLOW_IF_EQUAL(seccomp, 0, SECCOMP_SET_MODE_FILTER),
        ALLOW(exit_group),
        KILLED,
    };
    install(instructions, COUNT(instructions));
}

void filter_for_serving(void) {
    struct sock_filter instructions[] = {
        PREAMBLE,
        ALLOW_IF_EQUAL(read, 0, XINYU_SCORER_CHANNEL),
        ALLOW_IF_EQUAL(write, 0, XINYU_SCORER_CHANNEL),
        ALLOW(brk),
        /* The flags are looked at by the first filter's rule as well: both have to agree. */
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 0, 8),
        LOAD(ARGUMENT(2)),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, PROT_EXEC),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 4),
        LOAD(ARGUMENT(3)),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, MAP_ANONYMOUS | MAP_PRIVATE),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MAP_ANONYMOUS | MAP_PRIVATE, 0, 1),
        ALLOWED,
        KILLED,
        ALLOW(munmap),
        ALLOW(mremap),
        ALLOW(rt_sigreturn),
        ALLOW(exit_group),
        KILLED,
    };
    install(instructions, COUNT(instructions));
}
