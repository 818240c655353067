/// Texts that every JSON parser must take, must refuse, or may do either with: the cases of the published corpus
/// JSONTestSuite (Nicolas Seriot, MIT licence) under their names, written out here so that no network is needed.
struct ParsingCase: Sendable {
    enum Kind: Sendable { case accept, reject, either }

    let name: String
    let bytes: [UInt8]

    init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

    init(_ name: String, _ bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    var kind: Kind {
        switch name.first {
        case "y": .accept
        case "n": .reject
        default: .either
        }
    }
}

enum ParsingCorpus {
    static let cases =
        acceptedStructures + acceptedNumbers + acceptedStrings + rejectedStructures + rejectedNumbers
        + rejectedStrings + either

    static let acceptedStructures: [ParsingCase] = [
        .init("y_array_arraysWithSpaces", "[[]   ]"), .init("y_array_empty-string", "[\"\"]"),
        .init("y_array_empty", "[]"), .init("y_array_ending_with_newline", "[\"a\"]"),
        .init("y_array_false", "[false]"),
        .init("y_array_heterogeneous", "[null, 1, \"1\", {}]"), .init("y_array_null", "[null]"),
        .init("y_array_with_1_and_newline", "[1\n]"), .init("y_array_with_leading_space", " [1]"),
        .init("y_array_with_several_null", "[1,null,null,null,2]"), .init("y_array_with_trailing_space", "[2] "),
        .init("y_object", "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}"), .init("y_object_basic", "{\"asd\":\"sdf\"}"),
        .init("y_object_empty", "{}"), .init("y_object_empty_key", "{\"\":0}"),
        .init("y_object_escaped_null_in_key", #"{"foo\u0000bar": 42}"#),
        .init("y_object_extreme_numbers", "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }"),
        .init("y_object_long_strings", "{\"x\":[{\"id\": \"\(String(repeating: "x", count: 40))\"}], \"id\": \"x\"}"),
        .init("y_object_simple", "{\"a\":[]}"),
        .init("y_object_string_unicode", #"{"title":"\u041f\u043e\u043b\u0442\u043e\u0440\u0430"}"#),
        .init("y_object_with_newlines", "{\n\"a\": \"b\"\n}"), .init("y_structure_lonely_false", "false"),
        .init("y_structure_lonely_int", "42"), .init("y_structure_lonely_negative_real", "-0.1"),
        .init("y_structure_lonely_null", "null"), .init("y_structure_lonely_string", "\"asd\""),
        .init("y_structure_lonely_true", "true"), .init("y_structure_string_empty", "\"\""),
        .init("y_structure_trailing_newline", "[\"a\"]\n"), .init("y_structure_true_in_array", "[true]"),
        .init("y_structure_whitespace_array", " [] "),
    ]

    static let acceptedNumbers: [ParsingCase] = [
        ("y_number", "123e65"), ("y_number_0e+1", "0e+1"), ("y_number_0e1", "0e1"), ("y_number_after_space", " 4"),
        ("y_number_double_close_to_zero", "-0.000000000000000000000000000000000000000000000000000000000001"),
        ("y_number_int_with_exp", "20e1"), ("y_number_minus_zero", "-0"), ("y_number_negative_int", "-123"),
        ("y_number_negative_one", "-1"), ("y_number_negative_zero", "-0"), ("y_number_real_capital_e", "1E22"),
        ("y_number_real_capital_e_neg_exp", "1E-2"), ("y_number_real_capital_e_pos_exp", "1E+2"),
        ("y_number_real_exponent", "123e45"), ("y_number_real_fraction_exponent", "123.456e78"),
        ("y_number_real_neg_exp", "1e-2"), ("y_number_real_pos_exponent", "1e+2"), ("y_number_simple_int", "123"),
        ("y_number_simple_real", "123.456789"),
    ].map { .init($0.0, "[\($0.1)]") }

    static let acceptedStrings: [ParsingCase] = [
        .init("y_string_1_2_3_bytes_UTF-8_sequences", #"["\u0060\u012a\u12AB"]"#),
        .init("y_string_accepted_surrogate_pair", #"["\uD801\udc37"]"#),
        .init("y_string_accepted_surrogate_pairs", #"["\ud83d\ude39\ud83d\udc8d"]"#),
        .init("y_string_allowed_escapes", #"["\"\\\/\b\f\n\r\t"]"#),
        .init("y_string_backslash_and_u_escaped_zero", #"["\\u0000"]"#),
        .init("y_string_backslash_doublequotes", #"["\""]"#), .init("y_string_comments", #"["a/*b*/c/*d//e"]"#),
        .init("y_string_double_escape_a", #"["\\a"]"#), .init("y_string_double_escape_n", #"["\\n"]"#),
        .init("y_string_escaped_control_character", #"["\u0012"]"#),
        .init("y_string_escaped_noncharacter", #"["\uFFFF"]"#), .init("y_string_in_array", #"["asd"]"#),
        .init("y_string_in_array_with_leading_space", #"[ "asd"]"#),
        .init("y_string_last_surrogates_1_and_2", #"["\uDBFF\uDFFF"]"#),
        .init("y_string_nbsp_uescaped", #"["new\u00A0line"]"#),
        .init("y_string_nonCharacterInUTF-8_U+10FFFF", "[\"\u{10FFFF}\"]"),
        .init("y_string_nonCharacterInUTF-8_U+FFFF", "[\"\u{FFFF}\"]"), .init("y_string_null_escape", #"["\u0000"]"#),
        .init("y_string_one-byte-utf-8", #"["\u002c"]"#), .init("y_string_pi", "[\"π\"]"),
        .init("y_string_reservedCharacterInUTF-8_U+1BFFF", "[\"\u{1BFFF}\"]"),
        .init("y_string_simple_ascii", #"["asd "]"#), .init("y_string_space", "\" \""),
        .init("y_string_surrogates_U+1D11E_MUSICAL_SYMBOL_G_CLEF", #"["\uD834\uDd1e"]"#),
        .init("y_string_three-byte-utf-8", #"["\u0821"]"#), .init("y_string_two-byte-utf-8", #"["\u0123"]"#),
        .init("y_string_u+2028_line_sep", "[\"\u{2028}\"]"), .init("y_string_u+2029_par_sep", "[\"\u{2029}\"]"),
        .init("y_string_uEscape", #"["\u0061\u30af\u30EA\u30b9"]"#),
        .init("y_string_uescaped_newline", #"["new\u000Aline"]"#),
        .init("y_string_unescaped_char_delete", "[\"\u{7F}\"]"), .init("y_string_unicode", #"["\uA66D"]"#),
        .init("y_string_unicodeEscapedBackslash", #"["\u005C"]"#), .init("y_string_unicode_2", "[\"⍂㈴⍂\"]"),
        .init("y_string_unicode_U+10FFFE_nonchar", #"["\uDBFF\uDFFE"]"#),
        .init("y_string_unicode_U+1FFFE_nonchar", #"["\uD83F\uDFFE"]"#),
        .init("y_string_unicode_U+200B_ZERO_WIDTH_SPACE", #"["\u200B"]"#),
        .init("y_string_unicode_U+2064_invisible_plus", #"["\u2064"]"#),
        .init("y_string_unicode_U+FDD0_nonchar", #"["\uFDD0"]"#),
        .init("y_string_unicode_U+FFFE_nonchar", #"["\uFFFE"]"#),
        .init("y_string_unicode_escaped_double_quote", #"["\u0022"]"#), .init("y_string_utf8", "[\"€𝄞\"]"),
        .init("y_string_with_del_character", "[\"a\u{7F}a\"]"),
    ]

    static let rejectedStrings: [ParsingCase] = [
        .init("n_string_1_surrogate_then_escape", #"["\uD800\"]"#),
        .init("n_string_1_surrogate_then_escape_u", #"["\uD800\u"]"#),
        .init("n_string_1_surrogate_then_escape_u1", #"["\uD800\u1"]"#),
        .init("n_string_1_surrogate_then_escape_u1x", #"["\uD800\u1x"]"#),
        .init("n_string_accentuated_char_no_quotes", "[é]"),
        .init("n_string_backslash_00", Array("[\"\\".utf8) + [0] + Array("\"]".utf8)),
        .init("n_string_escape_x", #"["\x00"]"#), .init("n_string_escaped_backslash_bad", #"["\\\"]"#),
        .init("n_string_escaped_ctrl_char_tab", "[\"\\\t\"]"), .init("n_string_escaped_emoji", "[\"\\🌀\"]"),
        .init("n_string_incomplete_escape", #"["\"]"#), .init("n_string_incomplete_escaped_character", #"["\u00A"]"#),
        .init("n_string_incomplete_surrogate", #"["\uD834\uDd"]"#),
        .init("n_string_incomplete_surrogate_escape_invalid", #"["\uD800\uD800\x"]"#),
        .init("n_string_invalid-utf-8-in-escape", Array(#"["\u"#.utf8) + [0xE5] + Array("\"]".utf8)),
        .init("n_string_invalid_backslash_esc", #"["\a"]"#), .init("n_string_invalid_unicode_escape", #"["\uqqqq"]"#),
        .init("n_string_invalid_utf8_after_escape", Array(#"["\"#.utf8) + [0xE5] + Array("\"]".utf8)),
        .init("n_string_leading_uescaped_thinspace", #"[\u0020"asd"]"#),
        .init("n_string_no_quotes_with_bad_escape", #"[\n]"#),
        .init("n_string_single_doublequote", "\""), .init("n_string_single_quote", "['single quote']"),
        .init("n_string_single_string_no_double_quotes", "abc"), .init("n_string_start_escape_unclosed", #"["\"#),
        .init("n_string_unescaped_ctrl_char", Array("[\"a".utf8) + [0] + Array("a\"]".utf8)),
        .init("n_string_unescaped_newline", "[\"new\nline\"]"), .init("n_string_unescaped_tab", "[\"\t\"]"),
        .init("n_string_unicode_CapitalU", #""\UA66D""#), .init("n_string_with_trailing_garbage", "\"\"x"),
    ]
}
