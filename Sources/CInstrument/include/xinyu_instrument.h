/*
 * xinyu_instrument.h: the contract between the Xinyu host and an instrument (a questionnaire's scoring rules).
 *
 * An instrument is a shared object that exports one function, xinyu_instrument_entry, beside a manifest.json that
 * says everything about the instrument that is not arithmetic. The shared object turns marked answers into scores;
 * it draws no conclusion about a person, and critical items are found by the host, from the manifest, without it.
 *
 * Plain C11 without a library: an instrument may be written in any language that can follow this header.
 * Read it with Plugins/README.md, which walks through one in C and one in Swift.
 *
 * RULES FOR EVERYTHING BELOW
 *
 *  Layout     64-bit, little- or big-endian as the machine is, no packing. Every struct begins with `size`, the bytes
 *             of the struct as its author's compiler saw it, and `abi`, the number of the ABI it was written against.
 *             Fields are only ever appended. Whoever reads a struct reads no field that lies beyond its `size`.
 *             layout.c asserts every offset; a binding in another language should assert the same.
 *  Enums      are uint32_t with the constants given. A value not listed is to be treated as *_UNKNOWN, where there
 *             is one, and refused otherwise.
 *  Text       is UTF-8, ends with a NUL, and is at most 64 bytes for an id, 129 for "table:part".
 *  Numbers    Scores are int64_t in thousandths (12.5 is 12500). There is no floating point in this interface.
 *  Ownership  Whoever allocates, frees. The host never frees what an instrument gave it; the instrument never keeps
 *             a pointer that the host passed to a function after that function has returned.
 *  Thread     Every function is called on one and the same thread, and never while another call is running.
 *  Purity     The same input gives the same output, bit for bit, today and in ten years: no clock, locale,
 *             environment, randomness, file, socket, thread or process. Memory allocated in a call is freed in it.
 *             The host runs an instrument where these do not exist: reaching for one ends the process.
 */
#ifndef XINYU_INSTRUMENT_H
#define XINYU_INSTRUMENT_H

#include <stdint.h>

/* The entry is seen from outside even where a compiler is told to hide everything. */
#if defined(__GNUC__)
#define XINYU_EXPORT __attribute__((visibility("default")))
#else
#define XINYU_EXPORT
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The ABI that this header describes. It grows by one whenever a field is appended anywhere. */
#define XINYU_INSTRUMENT_ABI 1u

/* Limits that the host holds every instrument to. */
#define XINYU_MAX_ITEMS 1024u
#define XINYU_MAX_SCALES 128u
#define XINYU_MAX_DERIVED 128u
#define XINYU_MAX_FLAGS 128u
#define XINYU_MAX_BANDS 64u
#define XINYU_MAX_ID_BYTES 64u
#define XINYU_MAX_PART_BYTES (2u * XINYU_MAX_ID_BYTES + 1u)

/*
 * Answers.
 *
 * An answer is an int64_t whose meaning the manifest declares for each item:
 *   CODE         the code of the option that was marked, as it was marked: the host reverses nothing
 *   COUNT        a whole number of things
 *   MINUTES      a span of time in minutes
 *   CLOCK        a time of day in minutes after midnight, 0 to 1439
 *   THOUSANDTHS  a number in thousandths (6.5 hours is 6500)
 * or one of the two values below. The host has checked every other answer against the manifest before.
 */

/* The item was asked and not answered. This is not zero. */
#define XINYU_ANSWER_MISSING INT64_MIN
/* The item belongs to an optional block whose condition, given in the manifest, does not hold. */
#define XINYU_ANSWER_NOT_ASKED (INT64_MIN + 1)

/* There is no such score: not defined for the scale, or not to be had from an incomplete sheet. */
#define XINYU_NO_SCORE INT64_MIN
/* The score has no band: the scale has none, or it is incomplete. */
#define XINYU_NO_BAND UINT32_MAX

/* Who filled in the sheet. */
enum {
    XINYU_INFORMANT_UNKNOWN = 0,
    XINYU_INFORMANT_SELF = 1,
    XINYU_INFORMANT_PARENT = 2,
    XINYU_INFORMANT_TEACHER = 3,
    XINYU_INFORMANT_PEER = 4,
    XINYU_INFORMANT_CLINICIAN = 5,
};

/* Sex as the norms need it. */
enum {
    XINYU_SEX_UNKNOWN = 0,
    XINYU_SEX_FEMALE = 1,
    XINYU_SEX_MALE = 2,
};

/* The kind of school. */
enum {
    XINYU_STAGE_UNKNOWN = 0,
    XINYU_STAGE_PRIMARY = 1,
    XINYU_STAGE_JUNIOR = 2,
    XINYU_STAGE_SENIOR = 3,
    XINYU_STAGE_VOCATIONAL = 4,
    XINYU_STAGE_HIGHER_VOCATIONAL = 5,
    XINYU_STAGE_UNIVERSITY = 6,
};

#define XINYU_AGE_UNKNOWN INT32_MIN
#define XINYU_GRADE_UNKNOWN INT32_MIN

/* What is known of the person beside the answers: only what norms and bands need, and nothing that identifies. */
typedef struct xinyu_context {
    uint32_t size;
    uint32_t abi;
    uint32_t informant; /* XINYU_INFORMANT_* */
    uint32_t sex;       /* XINYU_SEX_* */
    uint32_t stage;     /* XINYU_STAGE_* */
    int32_t age_months; /* completed months of life on the day of the sheet, or XINYU_AGE_UNKNOWN */
    int32_t grade;      /* year within the stage, from 1, or XINYU_GRADE_UNKNOWN */
    uint32_t form;      /* index into the manifest's forms: which printed order of items; 0 is the usual one */
} xinyu_context;

/* One filled-in sheet. Owned by the host, valid during the call it is passed to, not to be written. */
typedef struct xinyu_sheet {
    uint32_t size;
    uint32_t abi;
    const xinyu_context *context; /* never NULL */
    const int64_t *answers;       /* answer_count of them; item 1 is at index 0 */
    uint32_t answer_count;        /* always the item_count that the instrument declares */
    uint32_t reserved;            /* 0 */
} xinyu_sheet;

/* Whether a scale could be scored. The host's buffers start as INCOMPLETE. */
enum {
    XINYU_STATE_INCOMPLETE = 0, /* the rule for missing answers forbids a score that may be read against a band */
    XINYU_STATE_COMPLETE = 1,
};

/*
 * One scale's result. The host sets size and abi, which the instrument leaves alone, and fills the rest as
 * "incomplete, nothing known", which the instrument overwrites.
 * An INCOMPLETE scale must have XINYU_NO_BAND; it may carry a raw score, which the host shows as unfinished. Where that
 * score was estimated from the items that are answered, by the rule that the manifest gives, `prorated` says so.
 */
typedef struct xinyu_scale_score {
    uint32_t size;
    uint32_t abi;
    int64_t raw;       /* the scale's own formula, in thousandths, or XINYU_NO_SCORE */
    int64_t standard;  /* standard score (T, index, percentage), in thousandths, or XINYU_NO_SCORE */
    int64_t mean;      /* mean of the items, in thousandths, half away from zero, or XINYU_NO_SCORE */
    uint32_t answered; /* items of the scale that carry an answer */
    uint32_t state;    /* XINYU_STATE_* */
    uint32_t band;     /* index into the scale's bands, or XINYU_NO_BAND */
    uint32_t prorated; /* 1: an INCOMPLETE scale whose raw score stands for all items; otherwise 0 */
} xinyu_scale_score;

/* A finding about the sheet. The host's buffers start as UNDETERMINED. */
enum {
    XINYU_FLAG_UNDETERMINED = 0, /* missing answers leave it open */
    XINYU_FLAG_NO = 1,
    XINYU_FLAG_YES = 2,
};

/*
 * A derived value is an int64_t of the kind that the manifest gives it, or XINYU_NO_SCORE:
 *   NUMBER      in thousandths
 *   MILLIONTHS  in millionths, for what thousandths would round
 *   YES_NO      one of the two constants below
 *   LABEL       the place of one of the manifest's labels: 0, 1000, 2000, ...
 * A TABLE has a number in thousandths for each of its parts; a LIST and a COUNTED_LIST have a YES_NO for each. Parts
 * stand one after the other, in the manifest's order, each as a derived value with the id "table:part".
 */
#define XINYU_DERIVED_NO INT64_C(0)
#define XINYU_DERIVED_YES INT64_C(1000)

/*
 * Where results go. Owned by the host, valid during the call; the instrument writes into the arrays, at the places
 * it declared, and nowhere else. There is no room before or after them: a write beyond ends the process.
 */
typedef struct xinyu_scores {
    uint32_t size;
    uint32_t abi;
    xinyu_scale_score *scales; /* scale_count of them, in the order of xinyu_instrument.scales */
    int64_t *derived;          /* derived_count of them, as said above, or XINYU_NO_SCORE (as they start) */
    uint32_t *flags;           /* flag_count of them, XINYU_FLAG_* */
    uint32_t scale_count;
    uint32_t derived_count;
    uint32_t flag_count;
    uint32_t reserved; /* 0 */
} xinyu_scores;

/* What a call to `score` says. */
enum {
    XINYU_OK = 0,
    /* The sheet makes no sense for this instrument (an informant it has no bands for): nothing was scored. */
    XINYU_SHEET_REFUSED = 1,
};

/* A scale, as the instrument implements it. The host holds it against the manifest: ids, order and bands agree. */
typedef struct xinyu_scale {
    uint32_t size;
    uint32_t abi;
    const char *id;
    const char *const *band_ids; /* band_count of them; NULL if there are none. An id may come twice. */
    uint32_t band_count;
    uint32_t reserved; /* 0 */
} xinyu_scale;

typedef struct xinyu_instrument xinyu_instrument;

/*
 * The instrument. Owned by the instrument, constant and valid from the entry's return until the process ends, as is
 * all that it points to.
 */
struct xinyu_instrument {
    uint32_t size;
    uint32_t abi;
    const char *id;      /* as in the manifest */
    const char *version; /* as in the manifest: semantic version */
    const xinyu_scale *scales;      /* scale_count of them, each `size` bytes of the first from the other; NULL if none */
    const char *const *derived_ids; /* derived_count of them; NULL if there are none */
    const char *const *flag_ids;    /* flag_count of them; NULL if there are none */
    uint32_t item_count;            /* items of the longest possible sheet, optional blocks included */
    uint32_t scale_count;
    uint32_t derived_count;
    uint32_t flag_count;

    /*
     * Scores one sheet.
     *
     *   self    the instrument that the entry returned
     *   sheet   read only, the host's, until the call returns
     *   scores  to be written, the host's, until the call returns
     *
     * Returns XINYU_OK or XINYU_SHEET_REFUSED. Pure, as said above; must return: a call that takes longer than the
     * host's deadline (seconds, for hundreds of sheets) ends the process. Missing is not zero: a scale whose rule
     * does not allow for what is missing is INCOMPLETE and has no band.
     */
    uint32_t (*score)(const xinyu_instrument *self, const xinyu_sheet *sheet, xinyu_scores *scores);

    /* The instrument's own; the host does not look at it. */
    const void *author_data;
};

/*
 * The one exported function.
 *
 *   host_abi  the newest ABI that the host knows; a host knows all that came before too
 *
 * Returns the instrument, the same one at every call, whose `abi` is at most host_abi; or NULL if the instrument
 * needs a newer host. Called once after loading, before anything else, already inside the sandbox. May allocate what
 * the instrument needs for its lifetime: the only place where that is allowed.
 */
XINYU_EXPORT const xinyu_instrument *xinyu_instrument_entry(uint32_t host_abi);

#ifdef __cplusplus
}
#endif

#endif
