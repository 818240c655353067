/*
 * TEMPLATE_ID: TEMPLATE_ITEMS items, coded 0 to 3. Say here where the items, the limits of the bands and the rule for
 * missing answers are from. This one: made up. One missing item, and there is no total.
 */
#include "xinyu_instrument.h"

#include <stddef.h>

enum { ITEMS = TEMPLATE_ITEMS };
enum { BAND_LOW, BAND_MIDDLE, BAND_HIGH, BANDS };
/* The last score of a band, in points. */
enum { LOW_TO = TEMPLATE_LOW, MIDDLE_TO = TEMPLATE_MIDDLE };

static uint32_t score(const xinyu_instrument *self, const xinyu_sheet *sheet, xinyu_scores *scores) {
    (void)self;
    xinyu_scale_score *total = &scores->scales[0];
    int64_t sum = 0;
    uint32_t answered = 0;
    uint32_t different = 0;
    int64_t first = 0;
    for (uint32_t item = 0; item < ITEMS; item++) {
        int64_t code = sheet->answers[item];
        if (code == XINYU_ANSWER_MISSING || code == XINYU_ANSWER_NOT_ASKED) continue;
        if (answered == 0) first = code;
        if (code != first) different++;
        answered++;
        /* An item that counts from the other end: sum += 3 - code. */
        sum += code;
    }
    total->answered = answered;
    /* All answers alike: known to be so, or not, from two answers on. */
    if (answered >= 2) scores->flags[0] = different == 0 ? XINYU_FLAG_YES : XINYU_FLAG_NO;
    /* Missing is not zero: the total stays as the host has made it, incomplete and without a score. */
    if (answered < ITEMS) return XINYU_OK;

    total->state = XINYU_STATE_COMPLETE;
    total->raw = sum * 1000;
    total->band = sum <= LOW_TO ? BAND_LOW : sum <= MIDDLE_TO ? BAND_MIDDLE : BAND_HIGH;
    scores->derived[0] = sum > LOW_TO ? XINYU_DERIVED_YES : XINYU_DERIVED_NO;
    return XINYU_OK;
}

#define HEAD(type) .size = sizeof(type), .abi = XINYU_INSTRUMENT_ABI

/* Ids, and their order, as in manifest.json. */
static const char *const bands[BANDS] = {[BAND_LOW] = "low", [BAND_MIDDLE] = "middle", [BAND_HIGH] = "high"};
static const xinyu_scale scales[] = {{HEAD(xinyu_scale), .id = "total", .band_ids = bands, .band_count = BANDS}};
static const char *const derived[] = {"high_or_middle"};
static const char *const flags[] = {"straight_line"};

static const xinyu_instrument instrument = {
    HEAD(xinyu_instrument),
    .id = "TEMPLATE_ID",
    .version = "1.0.0",
    .scales = scales,
    .derived_ids = derived,
    .flag_ids = flags,
    .item_count = ITEMS,
    .scale_count = 1,
    .derived_count = 1,
    .flag_count = 1,
    .score = score,
};

const xinyu_instrument *xinyu_instrument_entry(uint32_t host_abi) {
    return host_abi >= XINYU_INSTRUMENT_ABI ? &instrument : NULL;
}
