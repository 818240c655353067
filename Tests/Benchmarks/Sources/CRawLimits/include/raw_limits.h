/* What libsodium and a plugin do when nothing stands between: the limits that the engine is measured by. */
#ifndef RAW_LIMITS_H
#define RAW_LIMITS_H

#include <stdint.h>

/* Seals `count` times 1 kB by XChaCha20-Poly1305 under a random nonce; nanoseconds a time. */
double raw_seal(uint32_t count);

/* Loads the instrument at `path` into this process and scores `answer_count` answers `count` times; nanoseconds a
   time, or -1 if it cannot be loaded. */
double raw_score(const char *path, uint32_t answer_count, uint32_t count);

/* Sends `rounds` times the `sheets` sheets of `answers` in batches of `batch` over a socketpair to another process, which
   calls the instrument at `path`; results end in memory. Nanoseconds a sheet, or -1. */
double raw_batches(const char *path, const int64_t *answers, uint32_t answer_count, uint32_t sheets, uint32_t rounds,
                   uint32_t batch);

#endif
