#define _GNU_SOURCE
#include "scorer.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A score beyond a milliard is not one. */
#define LARGEST INT64_C(1000000000000)

static void *make_block(void) {
    void *block = mmap(NULL, XINYU_FRAME_MAX, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) last_words(XINYU_EXIT_SANDBOX, "no memory for frames");
    return block;
}

void bench_prepare(bench *bench, const xinyu_instrument *instrument) {
    bench->instrument = instrument;
    guarded_make(&bench->context, sizeof(xinyu_context));
    guarded_make(&bench->answers, instrument->item_count * sizeof(int64_t));
    guarded_make(&bench->scales, instrument->scale_count * sizeof(xinyu_scale_score));
    guarded_make(&bench->derived, instrument->derived_count * sizeof(int64_t));
    guarded_make(&bench->flags, instrument->flag_count * sizeof(uint32_t));
    bench->incoming = make_block();
    bench->outgoing = make_block();
}

/* As the contract says: incomplete, nothing known. */
static void blank(bench *bench) {
    xinyu_scale_score *scales = bench->scales.start;
    int64_t *derived = bench->derived.start;
    for (uint32_t index = 0; index < bench->instrument->scale_count; index++) {
        scales[index] = (xinyu_scale_score){
            .size = sizeof(xinyu_scale_score),
            .abi = XINYU_INSTRUMENT_ABI,
            .raw = XINYU_NO_SCORE,
            .standard = XINYU_NO_SCORE,
            .mean = XINYU_NO_SCORE,
            .state = XINYU_STATE_INCOMPLETE,
            .band = XINYU_NO_BAND,
        };
    }
    for (uint32_t index = 0; index < bench->instrument->derived_count; index++) derived[index] = XINYU_NO_SCORE;
    memset(bench->flags.start, 0, bench->flags.length);
}

static bool is_score(int64_t value) { return value == XINYU_NO_SCORE || (value >= -LARGEST && value <= LARGEST); }

static void check_scale(const bench *bench, uint32_t index) {
    const xinyu_scale_score *score = (const xinyu_scale_score *)bench->scales.start + index;
    const xinyu_scale *scale = instrument_scale(bench->instrument, index);
    const char *fault = NULL;
    if (score->size != sizeof *score || score->abi != XINYU_INSTRUMENT_ABI)
        fault = "the host's own fields were written";
    else if (!is_score(score->raw) || !is_score(score->standard) || !is_score(score->mean))
        fault = "a score is out of bounds";
    else if (score->answered > bench->instrument->item_count)
        fault = "more items answered than there are";
    else if (score->state != XINYU_STATE_COMPLETE && score->state != XINYU_STATE_INCOMPLETE)
        fault = "the state is unknown";
    else if (score->band != XINYU_NO_BAND && score->band >= scale->band_count)
        fault = "the band does not exist";
    else if (score->band != XINYU_NO_BAND && score->state != XINYU_STATE_COMPLETE)
        fault = "an incomplete scale has a band";
    else if (score->prorated > 1 || (score->prorated == 1 && score->state == XINYU_STATE_COMPLETE))
        fault = "a complete scale is marked as prorated";
    if (fault != NULL) last_words(XINYU_EXIT_RESULT, "scale %s: %s", scale->id, fault);
}

static void check_results(const bench *bench) {
    const int64_t *derived = bench->derived.start;
    const uint32_t *flags = bench->flags.start;
    for (uint32_t index = 0; index < bench->instrument->scale_count; index++) check_scale(bench, index);
    for (uint32_t index = 0; index < bench->instrument->derived_count; index++) {
        if (!is_score(derived[index]))
            last_words(XINYU_EXIT_RESULT, "derived value %s is out of bounds", bench->instrument->derived_ids[index]);
    }
    for (uint32_t index = 0; index < bench->instrument->flag_count; index++) {
        if (flags[index] > XINYU_FLAG_YES)
            last_words(XINYU_EXIT_RESULT, "flag %s has an unknown value", bench->instrument->flag_ids[index]);
    }
}

static void check_bounds(const bench *bench, bool (*holds)(const guarded *)) {
    if (!holds(&bench->context) || !holds(&bench->answers) || !holds(&bench->scales) || !holds(&bench->derived) ||
        !holds(&bench->flags))
        last_words(XINYU_EXIT_OVERRUN, "the instrument reached outside of its buffers");
}

static uint32_t score_sheet(bench *bench, const xinyu_wire_context *said, const uint8_t *answers) {
    const xinyu_instrument *instrument = bench->instrument;
    *(xinyu_context *)bench->context.start = (xinyu_context){
        .size = sizeof(xinyu_context),
        .abi = XINYU_INSTRUMENT_ABI,
        .informant = said->informant,
        .sex = said->sex,
        .stage = said->stage,
        .age_months = said->age_months,
        .grade = said->grade,
        .form = said->form,
    };
    memcpy(bench->answers.start, answers, bench->answers.length);
    blank(bench);
    xinyu_sheet sheet = {
        .size = sizeof sheet,
        .abi = XINYU_INSTRUMENT_ABI,
        .context = bench->context.start,
        .answers = bench->answers.start,
        .answer_count = instrument->item_count,
    };
    xinyu_scores scores = {
        .size = sizeof scores,
        .abi = XINYU_INSTRUMENT_ABI,
        .scales = bench->scales.start,
        .derived = bench->derived.start,
        .flags = bench->flags.start,
        .scale_count = instrument->scale_count,
        .derived_count = instrument->derived_count,
        .flag_count = instrument->flag_count,
    };
    uint32_t outcome = instrument->score(instrument, &sheet, &scores);
    check_bounds(bench, guarded_holds);
    if (outcome == XINYU_SHEET_REFUSED) blank(bench);
    else if (outcome != XINYU_OK) last_words(XINYU_EXIT_RESULT, "score() returned %u", outcome);
    check_results(bench);
    return outcome;
}

static uint8_t *put(uint8_t *at, const void *bytes, size_t length) {
    memcpy(at, bytes, length);
    return at + length;
}

static uint8_t *put_results(uint8_t *at, const bench *bench, uint32_t outcome) {
    xinyu_wire_sheet_result head = {.outcome = outcome};
    at = put(at, &head, sizeof head);
    const xinyu_scale_score *scales = bench->scales.start;
    for (uint32_t index = 0; index < bench->instrument->scale_count; index++) {
        xinyu_wire_scale scale = {
            .raw = scales[index].raw,
            .standard = scales[index].standard,
            .mean = scales[index].mean,
            .answered = scales[index].answered,
            .state = scales[index].state,
            .band = scales[index].band,
            .prorated = scales[index].prorated,
        };
        at = put(at, &scale, sizeof scale);
    }
    at = put(at, bench->derived.start, bench->derived.length);
    at = put(at, bench->flags.start, bench->flags.length);
    if (bench->instrument->flag_count % 2 == 1) {
        memset(at, 0, sizeof(uint32_t));
        at += sizeof(uint32_t);
    }
    return at;
}

static void serve_batch(bench *bench, size_t length) {
    xinyu_batch_head head;
    if (length < sizeof head) last_words(XINYU_EXIT_CHANNEL, "the batch is cut");
    memcpy(&head, bench->incoming, sizeof head);
    size_t sheet_bytes = sizeof(xinyu_wire_context) + bench->answers.length;
    if (head.sheet_count == 0 || head.sheet_count > XINYU_BATCH_MAX || head.item_count != bench->instrument->item_count ||
        length != sizeof head + head.sheet_count * sheet_bytes)
        last_words(XINYU_EXIT_CHANNEL, "the batch's length is wrong");
    xinyu_results_head results = {
        .batch = head.batch,
        .sheet_count = head.sheet_count,
        .scale_count = bench->instrument->scale_count,
        .derived_count = bench->instrument->derived_count,
        .flag_count = bench->instrument->flag_count,
    };
    uint8_t *out = put(bench->outgoing, &results, sizeof results);
    const uint8_t *in = bench->incoming + sizeof head;
    for (uint32_t index = 0; index < head.sheet_count; index++, in += sheet_bytes) {
        xinyu_wire_context context;
        memcpy(&context, in, sizeof context);
        out = put_results(out, bench, score_sheet(bench, &context, in + sizeof context));
    }
    check_bounds(bench, guarded_holds_wholly);
    channel_write(XINYU_FRAME_RESULTS, bench->outgoing, (size_t)(out - bench->outgoing));
    /* Nothing of these sheets is left for the code that scores the next ones. */
    memset(bench->incoming, 0, length);
    memset(bench->outgoing, 0, (size_t)(out - bench->outgoing));
    memset(bench->answers.start, 0, bench->answers.length);
    memset(bench->context.start, 0, bench->context.length);
    blank(bench);
}

void bench_serve(bench *bench) {
    xinyu_frame_head head;
    while (channel_read(&head, sizeof head)) {
        if (head.kind != XINYU_FRAME_BATCH || head.length > XINYU_FRAME_MAX)
            last_words(XINYU_EXIT_CHANNEL, "a frame that is not a batch");
        if (!channel_read(bench->incoming, head.length)) last_words(XINYU_EXIT_CHANNEL, "the batch is cut");
        serve_batch(bench, head.length);
    }
    _exit(0);
}
