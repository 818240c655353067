import TestSupport
import Testing
import Vault

@Suite("Passwords")
struct PasswordTests {
    let hasher: PasswordHasher
    let random = SeededRandomSource(seed: 3)

    init() throws { hasher = try PasswordHasher(cost: .minimal, random: random) }

    @Test func areKnownAgainByTheirHash() throws {
        let stored = try hasher.hash("correct horse battery")
        #expect(stored.hasPrefix("$argon2id$v=19$"))
        #expect(hasher.verify("correct horse battery", against: stored))
        for wrong in ["", "correct horse batter", "correct horse battery ", "Correct horse battery"] {
            #expect(!hasher.verify(wrong, against: stored))
        }
        #expect(try hasher.hash("correct horse battery") != stored)
    }

    @Test func areTheSameFromEveryKeyboard() throws {
        #expect(hasher.verify("cafe\u{301} au lait", against: try hasher.hash("caf\u{E9} au lait")))
    }

    @Test func areNotFoundInWhatIsNoHash() {
        for stored in ["", "x", "$argon2id$v=19$m=8,t=1,p=1$", String(repeating: "$", count: 500)] {
            #expect(!hasher.verify("anything at all", against: stored))
        }
    }

    @Test func ofNobodyAreNeverRight() {
        #expect(!hasher.verifyAgainstNobody("anything at all"))
        #expect(!hasher.verifyAgainstNobody(""))
    }

    @Test func areHashedAnewWhenTheCostHasChanged() throws {
        let costly = try PasswordHasher(cost: try #require(HashingCost(operations: 2, memory: 16_384)), random: random)
        let stored = try hasher.hash("correct horse battery")
        #expect(!hasher.needsRehash(stored))
        #expect(costly.needsRehash(stored))
        #expect(costly.verify("correct horse battery", against: stored))
        #expect(costly.needsRehash("not a hash"))
    }

    @Test func costEnoughInProduction() {
        #expect(HashingCost.interactive.isAtLeastInteractive)
        #expect(HashingCost.moderate.isAtLeastInteractive)
        #expect(!HashingCost.minimal.isAtLeastInteractive)
    }

    @Test(arguments: [
        ("123456789", "wang", PasswordRule.Violation.tooShort(leastCharacters: 10)),
        ("", "wang", .tooShort(leastCharacters: 10)),
        ("一二三四五六七八九", "wang", .tooShort(leastCharacters: 10)),
        (String(repeating: "a", count: 1_025), "wang", .tooLong(mostBytes: 1_024)),
        (String(repeating: "字", count: 342), "wang", .tooLong(mostBytes: 1_024)),
        ("wangxiaoming", "wangxiaoming", .isLoginName),
        ("WangXiaoMing", "wangxiaoming", .isLoginName),
        ("ｗａｎｇｘｉａｏｍｉｎｇ", "WANGXIAOMING", .isLoginName),
    ])
    func areRefusedByRule(password: String, loginName: String, violation: PasswordRule.Violation) {
        #expect(throws: violation) { try PasswordRule.check(password, loginName: loginName) }
    }

    @Test(arguments: [
        "1234567890", "一二三四五六七八九十", String(repeating: "a", count: 1_024), "wangxiaoming1",
    ])
    func areTakenOtherwise(password: String) throws {
        try PasswordRule.check(password, loginName: "wangxiaoming")
    }
}
