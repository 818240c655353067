#include "raw_limits.h"

#include <dlfcn.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xinyu_instrument.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

double raw_seal(uint32_t count) {
    unsigned char key[crypto_aead_xchacha20poly1305_ietf_KEYBYTES], nonce[crypto_aead_xchacha20poly1305_ietf_NPUBBYTES];
    unsigned char text[1024] = {1}, sealed[1024 + crypto_aead_xchacha20poly1305_ietf_ABYTES], place[64] = {2};
    if (sodium_init() < 0) return -1;
    randombytes_buf(key, sizeof key);
    double start = now();
    for (uint32_t i = 0; i < count; i++) {
        randombytes_buf(nonce, sizeof nonce);
        crypto_aead_xchacha20poly1305_ietf_encrypt(sealed, NULL, text, sizeof text, place, sizeof place, NULL, nonce, key);
        text[i % sizeof text] ^= sealed[0];
    }
    return (now() - start) / count;
}

double raw_score(const char *path, uint32_t answer_count, uint32_t count) {
    void *plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (plugin == NULL) return -1;
    const xinyu_instrument *(*entry)(uint32_t) = NULL;
    *(void **)&entry = dlsym(plugin, "xinyu_instrument_entry");
    const xinyu_instrument *instrument = entry ? entry(1) : NULL;
    if (instrument == NULL || instrument->item_count != answer_count) return -1;
    int64_t answers[64] = {0};
    xinyu_scale_score scales[64];
    int64_t derived[64];
    uint32_t flags[64];
    if (answer_count > 64 || instrument->scale_count > 64 || instrument->derived_count > 64 || instrument->flag_count > 64)
        return -1;
    const xinyu_context context = {
        .size = sizeof context,
        .abi = 1,
        .informant = XINYU_INFORMANT_SELF,
        .stage = XINYU_STAGE_JUNIOR,
        .age_months = 170,
        .grade = 2,
    };
    const xinyu_sheet sheet = {
        .size = sizeof sheet, .abi = 1, .context = &context, .answers = answers, .answer_count = answer_count};
    xinyu_scores scores = {
        .size = sizeof scores,
        .abi = 1,
        .scales = scales,
        .derived = derived,
        .flags = flags,
        .scale_count = instrument->scale_count,
        .derived_count = instrument->derived_count,
        .flag_count = instrument->flag_count,
    };
    double start = now();
    for (uint32_t i = 0; i < count; i++) {
        for (uint32_t item = 0; item < answer_count; item++) answers[item] = (i >> item) & 1;
        for (uint32_t scale = 0; scale < instrument->scale_count; scale++)
            scales[scale] = (xinyu_scale_score){
                .size = sizeof(xinyu_scale_score),
                .abi = 1,
                .raw = XINYU_NO_SCORE,
                .standard = XINYU_NO_SCORE,
                .mean = XINYU_NO_SCORE,
                .band = XINYU_NO_BAND,
            };
        for (uint32_t value = 0; value < instrument->derived_count; value++) derived[value] = XINYU_NO_SCORE;
        memset(flags, 0, sizeof flags);
        if (instrument->score(instrument, &sheet, &scores) != XINYU_OK) return -1;
    }
    return (now() - start) / count;
}
