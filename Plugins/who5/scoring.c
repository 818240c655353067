/*
 * WHO-5 Well-Being Index: five items, coded 0 (at no time) to 5 (all of the time).
 *
 *   raw      sum, 0 to 25
 *   percent  sum × 4, 0 to 100
 *   low      raw below 13, which is percent 48 or less: 49 to 51 cannot occur
 *
 * The form has no rule for prorating: with an item missing there is no score.
 * Source: WHO-5 form; Topp CW et al. (2015) Psychother Psychosom 84:167-176.
 *
 * Written in C to show that nothing but the header is needed.
 */
#include "xinyu_instrument.h"

#include <stddef.h>

enum { ITEMS = 5, LOW_BELOW = 13 };
enum { SCALE_RAW, SCALE_PERCENT, SCALES };
enum { DERIVED_PERCENT_LT50, DERIVED_RAW_LT13, DERIVED_ANY_ITEM_0_OR_1, DERIVED };
enum { BAND_LOW, BAND_OK };

static int64_t yes_or_no(int holds) { return holds ? XINYU_DERIVED_YES : XINYU_DERIVED_NO; }

static uint32_t score(const xinyu_instrument *self, const xinyu_sheet *sheet, xinyu_scores *scores) {
    (void)self;
    int64_t sum = 0;
    uint32_t answered = 0;
    uint32_t zero_or_one = 0;
    for (uint32_t item = 0; item < ITEMS; item++) {
        int64_t code = sheet->answers[item];
        if (code == XINYU_ANSWER_MISSING || code == XINYU_ANSWER_NOT_ASKED) continue;
        answered++;
        sum += code;
        if (code <= 1) zero_or_one++;
    }
    scores->scales[SCALE_RAW].answered = answered;
    scores->scales[SCALE_PERCENT].answered = answered;
    /* One low item is enough; that there is none is only known when all five are there. */
    if (zero_or_one > 0 || answered == ITEMS) scores->derived[DERIVED_ANY_ITEM_0_OR_1] = yes_or_no(zero_or_one > 0);
    if (answered < ITEMS) return XINYU_OK;

    uint32_t band = sum < LOW_BELOW ? BAND_LOW : BAND_OK;
    for (uint32_t scale = 0; scale < SCALES; scale++) {
        scores->scales[scale].state = XINYU_STATE_COMPLETE;
        scores->scales[scale].band = band;
    }
    scores->scales[SCALE_RAW].raw = sum * 1000;
    scores->scales[SCALE_PERCENT].raw = sum * 4 * 1000;
    scores->scales[SCALE_PERCENT].standard = sum * 4 * 1000;
    scores->derived[DERIVED_PERCENT_LT50] = yes_or_no(sum * 4 < 50);
    scores->derived[DERIVED_RAW_LT13] = yes_or_no(sum < LOW_BELOW);
    return XINYU_OK;
}

#define HEAD(type) .size = sizeof(type), .abi = XINYU_INSTRUMENT_ABI

static const char *const bands[] = {[BAND_LOW] = "low", [BAND_OK] = "ok"};

static const xinyu_scale scales[SCALES] = {
    [SCALE_RAW] = {HEAD(xinyu_scale), .id = "raw", .band_ids = bands, .band_count = 2},
    [SCALE_PERCENT] = {HEAD(xinyu_scale), .id = "percent", .band_ids = bands, .band_count = 2},
};

static const char *const derived[DERIVED] = {
    [DERIVED_PERCENT_LT50] = "percent_lt50",
    [DERIVED_RAW_LT13] = "raw_lt13",
    [DERIVED_ANY_ITEM_0_OR_1] = "any_item_0_or_1",
};

static const xinyu_instrument who5 = {
    HEAD(xinyu_instrument),
    .id = "who5",
    .version = "1.0.0",
    .scales = scales,
    .derived_ids = derived,
    .item_count = ITEMS,
    .scale_count = SCALES,
    .derived_count = DERIVED,
    .score = score,
};

const xinyu_instrument *xinyu_instrument_entry(uint32_t host_abi) {
    return host_abi >= XINYU_INSTRUMENT_ABI ? &who5 : NULL;
}
