/* Instruments that do what instruments may not. One is compiled for each test, with -DMISBEHAVE_<how>. */
#define _GNU_SOURCE
#include "xinyu_instrument.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

static uint32_t calls;

static void misbehave(xinyu_scores *scores) {
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
    misbehave(scores);
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
    if (sum == 12) misbehave(scores);
#else
    misbehave(scores);
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
static const xinyu_scale scales[] = {{
    .size = sizeof(xinyu_scale),
    .abi = 1,
    .id = "total",
    .band_ids = bands,
    .band_count = 2,
}};

#ifdef MISBEHAVE_ABI
#define ABI 7
#else
#define ABI 1
#endif
#ifdef MISBEHAVE_SIZE
#define SIZE 24
#else
#define SIZE sizeof(xinyu_instrument)
#endif
#ifdef MISBEHAVE_ID
#define ID "another"
#else
#define ID "hostile"
#endif
#ifdef MISBEHAVE_COUNTS
#define SCALES 4000
#else
#define SCALES 1
#endif

static const xinyu_instrument instrument = {
    .size = SIZE,
    .abi = ABI,
    .id = ID,
    .version = "1.0.0",
    .scales = scales,
    .derived_ids = derived,
    .flag_ids = flags,
    .item_count = 4,
    .scale_count = SCALES,
    .derived_count = 1,
    .flag_count = 1,
#ifndef MISBEHAVE_NO_SCORE
    .score = score,
#endif
};

#ifndef MISBEHAVE_NO_ENTRY
const xinyu_instrument *xinyu_instrument_entry(uint32_t host_abi) {
    (void)host_abi;
#ifdef MISBEHAVE_NEWER
    return NULL;
#else
    return &instrument;
#endif
}
#endif
