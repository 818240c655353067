/* The format is minisign's own, so that stock `minisign` signs and checks: see its manual, "File formats". */
#include "scorer.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIGNATURE_BYTES (2 + 8 + crypto_sign_BYTES)
#define TRUSTED_PREFIX "trusted comment: "

typedef struct signature_file {
    uint8_t signature[SIGNATURE_BYTES]; /* algorithm, key number, signature of the file's hash */
    char *comment;
    uint8_t global[crypto_sign_BYTES]; /* over signature and comment */
} signature_file;

/* Cuts the first line off `rest`; NULL when there is none. */
static char *take_line(char **rest) {
    char *line = *rest;
    if (line == NULL || *line == 0) return NULL;
    char *end = strchr(line, '\n');
    if (end == NULL) {
        *rest = NULL;
        return line;
    }
    *rest = end + 1;
    *end = 0;
    if (end > line && end[-1] == '\r') end[-1] = 0;
    return line;
}

static bool decode(const char *text, uint8_t *bytes, size_t length) {
    size_t count = 0;
    const char *end = NULL;
    if (text == NULL) return false;
    if (sodium_base642bin(bytes, length, text, strlen(text), "", &count, &end, sodium_base64_VARIANT_ORIGINAL) != 0)
        return false;
    return count == length && *end == 0;
}

static bool parse(char *text, signature_file *file) {
    char *rest = text;
    if (take_line(&rest) == NULL) return false;
    if (!decode(take_line(&rest), file->signature, sizeof file->signature)) return false;
    char *comment = take_line(&rest);
    if (comment == NULL || strncmp(comment, TRUSTED_PREFIX, strlen(TRUSTED_PREFIX)) != 0) return false;
    file->comment = comment + strlen(TRUSTED_PREFIX);
    return decode(take_line(&rest), file->global, sizeof file->global);
}

static const uint8_t *find_key(const order *order, const uint8_t *number) {
    for (uint32_t index = 0; index < order->head.key_count; index++) {
        const uint8_t *key = order->keys + (size_t)index * XINYU_PUBLIC_KEY_BYTES;
        if (memcmp(key, "Ed", 2) == 0 && memcmp(key + 2, number, 8) == 0) return key + 10;
    }
    return NULL;
}

static void check_signature(const signature_file *file, const uint8_t *key, const plugin_bytes *plugin) {
    uint8_t hash[64];
    crypto_generichash(hash, sizeof hash, plugin->bytes, plugin->length, NULL, 0);
    if (crypto_sign_verify_detached(file->signature + 10, hash, sizeof hash, key) != 0)
        last_words(XINYU_EXIT_SIGNATURE, "the signature is not of this file");

    uint8_t signed_bytes[crypto_sign_BYTES + 4096];
    size_t comment_length = strlen(file->comment);
    if (comment_length > 4096) last_words(XINYU_EXIT_SIGNATURE, "the trusted comment is too long");
    memcpy(signed_bytes, file->signature + 10, crypto_sign_BYTES);
    memcpy(signed_bytes + crypto_sign_BYTES, file->comment, comment_length);
    if (crypto_sign_verify_detached(file->global, signed_bytes, crypto_sign_BYTES + comment_length, key) != 0)
        last_words(XINYU_EXIT_SIGNATURE, "the trusted comment has been changed");
}

/* xinyu-instrument id=<id> version=<version> abi=<number> manifest=<64 hexadecimal digits> */
static void check_comment(const char *comment, const order *order, xinyu_verified *verified) {
    char expected[256];
    snprintf(expected, sizeof expected, "xinyu-instrument id=%s version=%s abi=", order->head.id, order->head.version);
    size_t length = strlen(expected);
    if (strncmp(comment, expected, length) != 0)
        last_words(XINYU_EXIT_COMMENT, "the trusted comment is not about id %s, version %s", order->head.id,
                   order->head.version);
    char *end = NULL;
    unsigned long abi = strtoul(comment + length, &end, 10);
    if (end == comment + length || abi == 0 || abi > UINT32_MAX)
        last_words(XINYU_EXIT_COMMENT, "the trusted comment names no ABI");
    verified->comment_abi = (uint32_t)abi;

    char digits[2 * XINYU_HASH_BYTES + 1];
    sodium_bin2hex(digits, sizeof digits, verified->manifest_hash, XINYU_HASH_BYTES);
    snprintf(expected, sizeof expected, " manifest=%s", digits);
    if (strcmp(end, expected) != 0)
        last_words(XINYU_EXIT_COMMENT, "manifest.json is not the one that was signed with the instrument");
}

static void hash_content(const order *order, const plugin_bytes *plugin, xinyu_verified *verified) {
    static const char purpose[] = "xinyu instrument 1\n";
    crypto_generichash_state state;
    crypto_generichash(verified->plugin_hash, XINYU_HASH_BYTES, plugin->bytes, plugin->length, NULL, 0);
    crypto_generichash(verified->manifest_hash, XINYU_HASH_BYTES, order->manifest, order->head.manifest_length, NULL, 0);
    crypto_generichash_init(&state, NULL, 0, XINYU_HASH_BYTES);
    crypto_generichash_update(&state, (const uint8_t *)purpose, sizeof purpose - 1);
    crypto_generichash_update(&state, verified->plugin_hash, XINYU_HASH_BYTES);
    crypto_generichash_update(&state, verified->manifest_hash, XINYU_HASH_BYTES);
    crypto_generichash_final(&state, verified->content_hash, XINYU_HASH_BYTES);
}

void verify(const order *order, const plugin_bytes *plugin, const char *signature, xinyu_verified *verified) {
    signature_file file;
    char text[4096];
    memset(verified, 0, sizeof *verified);
    snprintf(text, sizeof text, "%s", signature);
    if (!parse(text, &file)) last_words(XINYU_EXIT_SIGNATURE, "the signature file is not one of minisign");
    /* "ED": of the file's hash. minisign's old "Ed" would need another way of hashing and is not made any more. */
    if (memcmp(file.signature, "ED", 2) != 0)
        last_words(XINYU_EXIT_SIGNATURE, "the signature is of a kind that is not taken: sign with minisign 0.10 or later");
    const uint8_t *key = find_key(order, file.signature + 2);
    if (key == NULL) last_words(XINYU_EXIT_KEY, "signed with a key that is not among the trusted ones");
    memcpy(verified->key_number, file.signature + 2, sizeof verified->key_number);
    check_signature(&file, key, plugin);
    hash_content(order, plugin, verified);
    check_comment(file.comment, order, verified);
    if (order->head.pinned != 0 && sodium_memcmp(verified->content_hash, order->head.content_hash, XINYU_HASH_BYTES) != 0)
        last_words(XINYU_EXIT_HASH, "instrument and manifest are not the ones that are pinned");
}
