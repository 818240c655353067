#include "scorer.h"

#include <stdlib.h>
#include <string.h>

static bool is_ended(const char *text, size_t capacity) { return memchr(text, 0, capacity) != NULL; }

void order_read(order *order) {
    xinyu_frame_head head;
    if (!channel_read(&head, sizeof head)) last_words(XINYU_EXIT_CHANNEL, "no order came");
    if (head.kind != XINYU_FRAME_ORDER || head.length < sizeof order->head || head.length > XINYU_FRAME_MAX)
        last_words(XINYU_EXIT_CHANNEL, "the first frame is not an order");
    if (!channel_read(&order->head, sizeof order->head)) last_words(XINYU_EXIT_CHANNEL, "the order is cut");
    const xinyu_load_order *said = &order->head;
    if (said->task != XINYU_ORDER_SERVE && said->task != XINYU_ORDER_VERIFY)
        last_words(XINYU_EXIT_CHANNEL, "the order's task is unknown");
    if (said->key_count > XINYU_KEYS_MAX || said->manifest_length > XINYU_MANIFEST_MAX)
        last_words(XINYU_EXIT_CHANNEL, "the order is larger than it may be");
    if (!is_ended(said->id, sizeof said->id) || !is_ended(said->version, sizeof said->version))
        last_words(XINYU_EXIT_CHANNEL, "the order's id or version does not end");
    size_t key_bytes = (size_t)said->key_count * XINYU_PUBLIC_KEY_BYTES;
    size_t rest = key_bytes + said->manifest_length;
    if (head.length != sizeof order->head + rest) last_words(XINYU_EXIT_CHANNEL, "the order's length is wrong");
    /* Kept for the whole, short life of the process. */
    uint8_t *bytes = malloc(rest + 1);
    if (bytes == NULL) last_words(XINYU_EXIT_SANDBOX, "no memory for the order");
    if (rest > 0 && !channel_read(bytes, rest)) last_words(XINYU_EXIT_CHANNEL, "the order is cut");
    order->keys = bytes;
    order->manifest = bytes + key_bytes;
}
