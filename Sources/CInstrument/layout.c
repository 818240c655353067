/*
 * The layout of the plugin ABI, asserted. Appending a field adds a line here; changing a line here breaks every
 * instrument that is installed somewhere, and must not happen.
 */
#include "scorer_protocol.h"
#include "xinyu_instrument.h"

#include <stddef.h>

_Static_assert(sizeof(void *) == 8, "the ABI is for 64-bit machines");

#define AT(type, field, offset) _Static_assert(offsetof(type, field) == offset, #type "." #field " has moved")
#define BYTES(type, count) _Static_assert(sizeof(type) == count, #type " has another size")

AT(xinyu_context, size, 0);
AT(xinyu_context, abi, 4);
AT(xinyu_context, informant, 8);
AT(xinyu_context, sex, 12);
AT(xinyu_context, stage, 16);
AT(xinyu_context, age_months, 20);
AT(xinyu_context, grade, 24);
AT(xinyu_context, form, 28);
BYTES(xinyu_context, 32);

AT(xinyu_sheet, size, 0);
AT(xinyu_sheet, abi, 4);
AT(xinyu_sheet, context, 8);
AT(xinyu_sheet, answers, 16);
AT(xinyu_sheet, answer_count, 24);
AT(xinyu_sheet, reserved, 28);
BYTES(xinyu_sheet, 32);

AT(xinyu_scale_score, size, 0);
AT(xinyu_scale_score, abi, 4);
AT(xinyu_scale_score, raw, 8);
AT(xinyu_scale_score, standard, 16);
AT(xinyu_scale_score, mean, 24);
AT(xinyu_scale_score, answered, 32);
AT(xinyu_scale_score, state, 36);
AT(xinyu_scale_score, band, 40);
AT(xinyu_scale_score, prorated, 44);
BYTES(xinyu_scale_score, 48);

AT(xinyu_scores, size, 0);
AT(xinyu_scores, abi, 4);
AT(xinyu_scores, scales, 8);
AT(xinyu_scores, derived, 16);
AT(xinyu_scores, flags, 24);
AT(xinyu_scores, scale_count, 32);
AT(xinyu_scores, derived_count, 36);
AT(xinyu_scores, flag_count, 40);
AT(xinyu_scores, reserved, 44);
BYTES(xinyu_scores, 48);

AT(xinyu_scale, size, 0);
AT(xinyu_scale, abi, 4);
AT(xinyu_scale, id, 8);
AT(xinyu_scale, band_ids, 16);
AT(xinyu_scale, band_count, 24);
AT(xinyu_scale, reserved, 28);
BYTES(xinyu_scale, 32);

AT(xinyu_instrument, size, 0);
AT(xinyu_instrument, abi, 4);
AT(xinyu_instrument, id, 8);
AT(xinyu_instrument, version, 16);
AT(xinyu_instrument, scales, 24);
AT(xinyu_instrument, derived_ids, 32);
AT(xinyu_instrument, flag_ids, 40);
AT(xinyu_instrument, item_count, 48);
AT(xinyu_instrument, scale_count, 52);
AT(xinyu_instrument, derived_count, 56);
AT(xinyu_instrument, flag_count, 60);
AT(xinyu_instrument, score, 64);
AT(xinyu_instrument, author_data, 72);
BYTES(xinyu_instrument, 80);

/* Host and helper are two programs: what they say to each other has a fixed layout as well. */
BYTES(xinyu_frame_head, 8);
BYTES(xinyu_load_order, 176);
BYTES(xinyu_verified, 112);
BYTES(xinyu_ready_head, 24);
BYTES(xinyu_batch_head, 16);
BYTES(xinyu_wire_context, 24);
BYTES(xinyu_results_head, 24);
BYTES(xinyu_wire_sheet_result, 8);
BYTES(xinyu_wire_scale, 40);
