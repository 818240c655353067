/*
 * xinyu-scorer: runs one instrument's code where it can reach nothing.
 *
 * It is started by the host with a socket, the instrument's file and its signature; see scorer_protocol.h. Everything
 * that decides whether code may run happens before any of that code does, and the code's first instruction (a
 * constructor) already finds itself without files, sockets, processes, and memory beyond its limit.
 */
#define _GNU_SOURCE
#include "scorer.h"

#include <sodium.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
    order order;
    plugin_bytes plugin;
    char signature[4096];
    xinyu_verified verified;

    /* Whatever the host may have left open without meaning to. */
    syscall(SYS_close_range, XINYU_SCORER_SIGNATURE + 1, ~0u, 0);
    if (sodium_init() < 0) last_words(XINYU_EXIT_SANDBOX, "libsodium does not start");
    crash_handler_install();
    order_read(&order);
    plugin_read(&plugin);
    signature_read(signature, sizeof signature);
    verify(&order, &plugin, signature, &verified);
    channel_write(XINYU_FRAME_VERIFIED, &verified, sizeof verified);
    if (order.head.task == XINYU_ORDER_VERIFY) return 0;

    uint32_t guards = sandbox_enter(plugin.descriptor);
    filter_for_loading();
    const xinyu_instrument *instrument = instrument_load(&plugin, &order);
    static bench bench;
    bench_prepare(&bench, instrument);
    filter_for_serving();
    instrument_describe(instrument, guards);
    bench_serve(&bench);
}
