extension SQLiteSchema {
    /// Who has set the password of an account. Of those that are there already nobody can say; they are let be.
    static let firstPasswords = """
        ALTER TABLE accounts ADD COLUMN password_origin TEXT NOT NULL DEFAULT 'own'
            CHECK (password_origin IN ('own', 'given'));
        """
}
