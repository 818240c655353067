#define _GNU_SOURCE
#include "scorer.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define GUARDS_MAX 32

static struct {
    const uint8_t *start;
    size_t length;
} guards[GUARDS_MAX];
static size_t guard_count;

void crash_handler_guard(const void *start, size_t length) {
    if (guard_count == GUARDS_MAX) return;
    guards[guard_count].start = start;
    guards[guard_count].length = length;
    guard_count++;
}

static const char *name_of(int signal_number) {
    switch (signal_number) {
    case SIGSEGV: return "invalid memory";
    case SIGBUS: return "bus error";
    case SIGILL: return "trap";
    case SIGFPE: return "division by zero";
    default: return "abort";
    }
}

static void on_crash(int signal_number, siginfo_t *details, void *registers) {
    (void)registers;
    const uint8_t *at = details->si_addr;
    for (size_t index = 0; signal_number == SIGSEGV && index < guard_count; index++) {
        if (at >= guards[index].start && at < guards[index].start + guards[index].length)
            last_words(XINYU_EXIT_OVERRUN, "the instrument reached outside of its buffers");
    }
    last_words(XINYU_EXIT_CRASHED, "the instrument crashed: %s", name_of(signal_number));
}

void crash_handler_install(void) {
    /* Its own stack: an instrument that recurses without end has used up the other. */
    static uint8_t stack[64 * 1024];
    stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternate, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND;
    static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
    for (size_t index = 0; index < sizeof signals / sizeof signals[0]; index++) sigaction(signals[index], &action, NULL);
    /* A host that has gone is seen in write's result. */
    signal(SIGPIPE, SIG_IGN);
}
