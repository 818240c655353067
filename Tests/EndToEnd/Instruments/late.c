/* An instrument of nine items that behaves through every check, and misbehaves (-DTROUBLE_…) on one sheet that no check
   has: 3 0 1 2 3 0 1 2 and anything. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <xinyu_instrument.h>

#ifndef VERSION
#define VERSION "1.0.0"
#endif
/* From here on a sum is high. */
#ifndef LIMIT
#define LIMIT 10
#endif

static void misbehave(void) {
#if defined TROUBLE_CRASH
    *(volatile int *)8 = 1;
#elif defined TROUBLE_SPIN
    for (volatile int forever = 1; forever;) {}
#elif defined TROUBLE_ALLOCATE
    for (;;) memset(malloc((size_t)64 << 20), 1, (size_t)64 << 20);
#elif defined TROUBLE_OPEN
    open("/etc/passwd", O_RDONLY);
#elif defined TROUBLE_SOCKET
    socket(AF_UNIX, SOCK_STREAM, 0);
#endif
}

static uint32_t score(const xinyu_instrument *self, const xinyu_sheet *sheet, xinyu_scores *scores) {
    static const int64_t poison[] = {3, 0, 1, 2, 3, 0, 1, 2};
    (void)self;
    if (memcmp(sheet->answers, poison, sizeof poison) == 0) misbehave();
    int64_t sum = 0;
    uint32_t answered = 0;
    for (uint32_t item = 0; item < sheet->answer_count; item++) {
        if (sheet->answers[item] <= XINYU_ANSWER_NOT_ASKED) continue;
        sum += sheet->answers[item];
        answered++;
    }
    scores->scales[0].answered = answered;
    if (answered == sheet->answer_count) {
        scores->scales[0].raw = sum * 1000;
        scores->scales[0].state = XINYU_STATE_COMPLETE;
        scores->scales[0].band = sum >= LIMIT;
    }
    return XINYU_OK;
}

static const char *const bands[] = {"low", "high"};
static const xinyu_scale scales[] = {
    {.size = sizeof(xinyu_scale), .abi = 1, .id = "total", .band_ids = bands, .band_count = 2}};
static const xinyu_instrument instrument = {
    .size = sizeof instrument,
    .abi = 1,
    .id = "late",
    .version = VERSION,
    .scales = scales,
    .item_count = 9,
    .scale_count = 1,
    .score = score,
};

const xinyu_instrument *xinyu_instrument_entry(uint32_t host_abi) {
    (void)host_abi;
    return &instrument;
}
