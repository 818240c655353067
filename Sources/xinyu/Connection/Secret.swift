internal import Foundation

/// A secret typed by a person or piped in: never taken from the command line, where others would see it.
enum Secret {
    /// Asks on the terminal without echo, or reads one line from standard input when that is not a terminal.
    static func read(prompt: String) -> String? {
        guard isatty(STDIN_FILENO) == 1 else { return readLine(strippingNewline: true) }
        var settings = termios()
        guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
        let before = settings
        settings.c_lflag &= ~tcflag_t(ECHO)
        FileHandle.standardError.write(Data(prompt.utf8))
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        var restored = before
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &restored)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return readLine(strippingNewline: true)
    }

    /// A new secret: on a terminal, where nobody sees what is typed, it is typed twice.
    ///
    /// - Returns: nothing when the second is another, or there is none.
    static func readNew(prompt: String, again: String) -> String? {
        guard let secret = read(prompt: prompt) else { return nil }
        guard isatty(STDIN_FILENO) == 1 else { return secret }
        if read(prompt: again) == secret { return secret }
        Output.note(Language.current.text(en: "the two are not the same", zh: "两次输入不一致"))
        return nil
    }
}
