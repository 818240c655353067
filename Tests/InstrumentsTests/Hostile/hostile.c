/* Instruments that do what instruments may not. One is compiled for each test, with -DMISBEHAVE_<how>. */
#define _GNU_SOURCE
#include "xinyu_instrument.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifdef MISBEHAVE_CRASH_IN_CONSTRUCTOR
__attribute__((constructor)) static void construct(void) { *(volatile int *)8 = 1; }
#endif
#ifdef MISBEHAVE_OPEN_IN_CONSTRUCTOR
/* Opening to read is what the dynamic linker does too: it must fail, if it does not kill. */
__attribute__((constructor)) static void construct(void) {
    if (open("/etc/passwd", O_RDONLY) >= 0) _exit(0);
    *(volatile int *)8 = 1;
}
#endif
#ifdef MISBEHAVE_SOCKET_IN_CONSTRUCTOR
__attribute__((constructor)) static void construct(void) { socket(AF_INET, SOCK_STREAM, 0); }
#endif
#ifdef MISBEHAVE_FORGE_READY
/* Speaks to the host in the helper's place. */
__attribute__((constructor)) static void construct(void) {
    static const uint32_t frame[] = {4, 3, 0};
    if (write(3, frame, sizeof frame) < 0) _exit(1);
}
#endif

#ifdef MISBEHAVE_LOOP_IN_CONSTRUCTOR
__attribute__((constructor)) static void construct(void) { for (volatile int forever = 1; forever;) {} }
#endif
#ifdef MISBEHAVE_EXEC_IN_CONSTRUCTOR
__attribute__((constructor)) static void construct(void) {
    char *arguments[] = {"/bin/true", NULL};
    execv("/bin/true", arguments);
}
#endif

static uint32_t calls;
/* Of the sheet before. */
static int64_t remembered;

static void misbehave(const xinyu_sheet *sheet, xinyu_scores *scores) {
    (void)sheet;
    (void)scores;
#if defined MISBEHAVE_CRASH
    *(volatile int *)8 = 1;
#elif defined MISBEHAVE_TRAP
    __builtin_trap();
#elif defined MISBEHAVE_ABORT
    abort();
#elif defined MISBEHAVE_RECURSE
    volatile char block[4096];
    memset((char *)block, 1, sizeof block);
    misbehave(sheet, scores);
    if (block[0] == 0) calls++;
#elif defined MISBEHAVE_LOOP
    for (volatile int forever = 1; forever;) {}
#elif defined MISBEHAVE_FORK
    fork();
#elif defined MISBEHAVE_EXEC
    char *arguments[] = {"/bin/true", NULL};
    execv("/bin/true", arguments);
#elif defined MISBEHAVE_OPEN
    open("/etc/passwd", O_RDONLY);
#elif defined MISBEHAVE_SOCKET
    socket(AF_UNIX, SOCK_STREAM, 0);
#elif defined MISBEHAVE_CLOCK
    /* Not through the vDSO, which needs no system call and is left to the check of determinism. */
    long time[2];
    syscall(SYS_clock_gettime, 0, time);
#elif defined MISBEHAVE_SYSTEM_CALL
    /* Any of them, with arguments that would go through elsewhere. */
    syscall(MISBEHAVE_SYSTEM_CALL, 0, 0, 0, 0, 0, 0);
#elif defined MISBEHAVE_SLEEP
    struct timespec long_time = {.tv_sec = 3600};
    nanosleep(&long_time, NULL);
#elif defined MISBEHAVE_WRITE_OUT
    if (write(1, "answers", 7) < 0) calls++;
#elif defined MISBEHAVE_WRITE_TO_CHANNEL
    /* Speaks to the host in the helper's place. */
    static const uint32_t frame[] = {4, 5, 0};
    if (write(3, frame, sizeof frame) < 0) calls++;
#elif defined MISBEHAVE_READ_CHANNEL
    /* Eats what the host sends next. */
    static char bytes[64];
    if (read(3, bytes, sizeof bytes) < 0) calls++;
#elif defined MISBEHAVE_KILL_ITSELF
    kill(getpid(), 9);
#elif defined MISBEHAVE_RAISE
    raise(9);
#elif defined MISBEHAVE_TRACE
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
#elif defined MISBEHAVE_PROTECT
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    mprotect(page, 4096, PROT_READ | PROT_EXEC);
#elif defined MISBEHAVE_LET_EXEC
    /* Bytes of its own making, run as code: a page that can be written cannot be run. */
    unsigned char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    page[0] = 0xc3;
    ((void (*)(void))page)();
#elif defined MISBEHAVE_READ_AFTER
    /* Behind the answers of one sheet there are not those of another. */
    remembered = sheet->answers[sheet->answer_count];
    scores->derived[0] = remembered;
#elif defined MISBEHAVE_WRITE_ANSWERS
    ((int64_t *)sheet->answers)[sheet->answer_count] = 1;
#elif defined MISBEHAVE_LEAK
    /* Carries the sheet before into the score of this one. */
    int64_t own = sheet->answers[0];
    if (scores->scales[0].raw != XINYU_NO_SCORE) scores->scales[0].raw += remembered * 1000;
    remembered = own > XINYU_ANSWER_NOT_ASKED ? own : 0;
#elif defined MISBEHAVE_KILL
    kill(getppid(), 9);
#elif defined MISBEHAVE_READ_OTHER
    char byte;
    if (read(6, &byte, 1) > 0) calls++;
#elif defined MISBEHAVE_EXECUTABLE_MEMORY
    mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
#elif defined MISBEHAVE_ALLOCATE
    char *block = malloc((size_t)10 << 30);
    memset(block, 1, (size_t)10 << 30);
    free(block);
#elif defined MISBEHAVE_WRITE_AFTER
    scores->scales[scores->scale_count].raw = 1;
#elif defined MISBEHAVE_WRITE_BEFORE
    scores->derived[-1] = 1;
#elif defined MISBEHAVE_WRITE_FAR_BEFORE
    scores->derived[-40] = 1;
#elif defined MISBEHAVE_BAND
    scores->scales[0].band = 2;
#elif defined MISBEHAVE_BAND_OF_INCOMPLETE
    scores->scales[0].state = XINYU_STATE_INCOMPLETE;
#elif defined MISBEHAVE_PRORATED
    scores->scales[0].prorated = 1;
#elif defined MISBEHAVE_STATE
    scores->scales[0].state = 7;
#elif defined MISBEHAVE_FLAG
    scores->flags[0] = 9;
#elif defined MISBEHAVE_HUGE
    scores->scales[0].raw = INT64_MAX;
#elif defined MISBEHAVE_ANSWERED
    scores->scales[0].answered = 5;
#elif defined MISBEHAVE_HOSTS_FIELDS
    scores->scales[0].size = 1;
#elif defined MISBEHAVE_REMEMBER
    if (scores->scales[0].raw != XINYU_NO_SCORE) scores->scales[0].raw ^= calls % 2;
#elif defined MISBEHAVE_EXIT
    _exit(0);
#elif defined MISBEHAVE_CLOSE
    close(3);
#endif
}

static uint32_t score(const xinyu_instrument *self, const xinyu_sheet *sheet, xinyu_scores *scores) {
    (void)self;
    int64_t sum = 0;
    uint32_t answered = 0;
    calls++;
    for (uint32_t item = 0; item < sheet->answer_count; item++) {
        if (sheet->answers[item] <= XINYU_ANSWER_NOT_ASKED) continue;
        sum += sheet->answers[item];
        answered++;
    }
    scores->scales[0].answered = answered;
    scores->flags[0] = sum > 0 ? XINYU_FLAG_YES : XINYU_FLAG_NO;
    if (answered == sheet->answer_count) {
        scores->scales[0].raw = sum * 1000;
        scores->scales[0].state = XINYU_STATE_COMPLETE;
        scores->scales[0].band = sum >= 6;
        scores->derived[0] = sum * 2000;
    }
#ifdef ONLY_WHEN_THREES
    /* One sheet that is poison among others that are not. */
    if (sum == 12) misbehave(sheet, scores);
#else
    misbehave(sheet, scores);
#endif
#ifdef MISBEHAVE_RETURN
    return 9;
#elif defined MISBEHAVE_REFUSE
    return XINYU_SHEET_REFUSED;
#else
    return XINYU_OK;
#endif
}

static const char *const bands[] = {"low", "high"};
#ifdef MISBEHAVE_OTHER_BANDS
static const char *const swapped[] = {"high", "low"};
#define bands swapped
#endif
#ifdef MISBEHAVE_PART
static const char *const derived[] = {"twice:a:b"};
#elif defined MISBEHAVE_OTHER_PART
static const char *const derived[] = {"twice:a"};
#else
static const char *const derived[] = {"twice"};
#endif
static const char *const flags[] = {"any"};

/* What the entry says, a lie at a time. */
#ifndef LIE_SCALE
#define LIE_SCALE
#endif
#ifndef LIE
#define LIE
#endif

static const char long_id[] =
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
static const char *const no_ids[] = {NULL};
static const char *const bad_ids[] = {"a b"};

static const xinyu_scale scales[] = {{
    .size = sizeof(xinyu_scale),
    .abi = 1,
    .id = "total",
    .band_ids = bands,
    .band_count = 2,
    LIE_SCALE
}};

static const xinyu_instrument instrument = {
    .size = sizeof(xinyu_instrument),
    .abi = 1,
    .id = "hostile",
    .version = "1.0.0",
    .scales = scales,
    .derived_ids = derived,
    .flag_ids = flags,
    .item_count = 4,
    .scale_count = 1,
    .derived_count = 1,
    .flag_count = 1,
    .score = score,
    LIE
};

#ifndef MISBEHAVE_NO_ENTRY
const xinyu_instrument *xinyu_instrument_entry(uint32_t host_abi) {
    (void)host_abi;
    (void)long_id;
    (void)no_ids;
    (void)bad_ids;
#ifdef MISBEHAVE_NEWER
    return NULL;
#elif defined MISBEHAVE_POINTER
    return (const xinyu_instrument *)8;
#else
    return &instrument;
#endif
}
#endif
