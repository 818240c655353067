/*
 * Two minimal C programs on both ends of a socketpair, with the frames of scorer_protocol.h: one hands over sheets that
 * lie in memory, the other calls the instrument. Nothing is verified, checked, guarded or confined.
 */
#include "raw_limits.h"

#include <dlfcn.h>
#include <scorer_protocol.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <xinyu_instrument.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int read_all(int descriptor, void *bytes, size_t length) {
    uint8_t *at = bytes;
    while (length > 0) {
        ssize_t count = read(descriptor, at, length);
        if (count <= 0) return 0;
        at += count;
        length -= (size_t)count;
    }
    return 1;
}

static int write_frame(int descriptor, uint32_t kind, const void *bytes, size_t length) {
    xinyu_frame_head head = {.length = (uint32_t)length, .kind = kind};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)(uintptr_t)bytes, length}};
    ssize_t count = writev(descriptor, parts, 2);
    if (count < (ssize_t)sizeof head) return 0;
    size_t sent = (size_t)count - sizeof head;
    while (sent < length) {
        count = write(descriptor, (const uint8_t *)bytes + sent, length - sent);
        if (count <= 0) return 0;
        sent += (size_t)count;
    }
    return 1;
}

static size_t result_bytes(const xinyu_instrument *instrument) {
    return sizeof(xinyu_wire_sheet_result) + instrument->scale_count * sizeof(xinyu_wire_scale) +
           instrument->derived_count * sizeof(int64_t) + (instrument->flag_count + 1) / 2 * 2 * sizeof(uint32_t);
}

static uint8_t *score_sheet(const xinyu_instrument *instrument, const uint8_t *in, uint8_t *out) {
    xinyu_scale_score scales[XINYU_MAX_SCALES];
    int64_t derived[XINYU_MAX_DERIVED];
    uint32_t flags[XINYU_MAX_FLAGS + 1];
    const xinyu_wire_context *said = (const xinyu_wire_context *)(const void *)in;
    xinyu_context context = {sizeof context, 1, said->informant, said->sex, said->stage, said->age_months, said->grade, said->form};
    for (uint32_t index = 0; index < instrument->scale_count; index++)
        scales[index] = (xinyu_scale_score){sizeof scales[0], 1, XINYU_NO_SCORE, XINYU_NO_SCORE, XINYU_NO_SCORE, 0, 0, XINYU_NO_BAND, 0};
    for (uint32_t index = 0; index < instrument->derived_count; index++) derived[index] = XINYU_NO_SCORE;
    memset(flags, 0, (instrument->flag_count + 1) * sizeof flags[0]);
    xinyu_sheet sheet = {sizeof sheet, 1, &context, (const int64_t *)(const void *)(in + sizeof *said), instrument->item_count, 0};
    xinyu_scores scores = {sizeof scores,           1,                         scales, derived, flags, instrument->scale_count,
                           instrument->derived_count, instrument->flag_count, 0};
    xinyu_wire_sheet_result head = {.outcome = instrument->score(instrument, &sheet, &scores)};
    memcpy(out, &head, sizeof head);
    out += sizeof head;
    for (uint32_t index = 0; index < instrument->scale_count; index++, out += sizeof(xinyu_wire_scale))
        memcpy(out, &scales[index].raw, sizeof(xinyu_wire_scale));
    memcpy(out, derived, instrument->derived_count * sizeof derived[0]);
    out += instrument->derived_count * sizeof derived[0];
    memcpy(out, flags, (instrument->flag_count + 1) / 2 * 2 * sizeof flags[0]);
    return out + (instrument->flag_count + 1) / 2 * 2 * sizeof flags[0];
}

static _Noreturn void serve(int channel, const xinyu_instrument *instrument) {
    uint8_t *in = malloc(XINYU_FRAME_MAX), *out = malloc(XINYU_FRAME_MAX);
    size_t sheet_bytes = sizeof(xinyu_wire_context) + instrument->item_count * sizeof(int64_t);
    xinyu_frame_head head;
    while (in && out && read_all(channel, &head, sizeof head) && read_all(channel, in, head.length)) {
        xinyu_batch_head batch;
        memcpy(&batch, in, sizeof batch);
        xinyu_results_head results = {batch.batch, batch.sheet_count, instrument->scale_count, instrument->derived_count,
                                      instrument->flag_count, 0};
        memcpy(out, &results, sizeof results);
        uint8_t *at = out + sizeof results;
        for (uint32_t index = 0; index < batch.sheet_count; index++)
            at = score_sheet(instrument, in + sizeof batch + index * sheet_bytes, at);
        if (!write_frame(channel, XINYU_FRAME_RESULTS, out, (size_t)(at - out))) break;
    }
    _exit(0);
}

double raw_batches(const char *path, const int64_t *answers, uint32_t answer_count, uint32_t sheets, uint32_t rounds,
                   uint32_t batch) {
    void *plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    const xinyu_instrument *(*entry)(uint32_t) = NULL;
    if (plugin != NULL) *(void **)&entry = dlsym(plugin, "xinyu_instrument_entry");
    const xinyu_instrument *instrument = entry ? entry(1) : NULL;
    int ends[2];
    if (instrument == NULL || instrument->item_count != answer_count || batch == 0 || batch > XINYU_BATCH_MAX ||
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return -1;
    pid_t child = fork();
    if (child < 0) return -1;
    if (child == 0) {
        close(ends[0]);
        serve(ends[1], instrument);
    }
    close(ends[1]);
    const xinyu_wire_context context = {XINYU_INFORMANT_SELF, 0, XINYU_STAGE_JUNIOR, 170, 2, 0};
    size_t sheet_bytes = sizeof context + answer_count * sizeof(int64_t);
    size_t one = result_bytes(instrument);
    uint8_t *out = malloc(XINYU_FRAME_MAX);
    /* Results stay in memory, as the host's do. */
    uint8_t *kept = malloc((size_t)sheets * one);
    double start = now();
    int works = out != NULL && kept != NULL;
    for (uint32_t round = 0; works && round < rounds; round++) {
        for (uint32_t first = 0; works && first < sheets; first += batch) {
            uint32_t count = sheets - first < batch ? sheets - first : batch;
            xinyu_batch_head head = {first, count, answer_count, 0};
            memcpy(out, &head, sizeof head);
            uint8_t *at = out + sizeof head;
            for (uint32_t index = 0; index < count; index++) {
                memcpy(at, &context, sizeof context);
                memcpy(at + sizeof context, answers + (size_t)(first + index) * answer_count, answer_count * sizeof(int64_t));
                at += sheet_bytes;
            }
            xinyu_frame_head said;
            xinyu_results_head results;
            works = write_frame(ends[0], XINYU_FRAME_BATCH, out, (size_t)(at - out)) &&
                    read_all(ends[0], &said, sizeof said) && said.length == sizeof results + count * one &&
                    read_all(ends[0], &results, sizeof results) && read_all(ends[0], kept + (size_t)first * one, count * one);
        }
    }
    double elapsed = now() - start;
    close(ends[0]);
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {}
    free(out);
    free(kept);
    return works ? elapsed / ((double)sheets * rounds) : -1;
}
